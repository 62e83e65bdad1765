package org.computetrends.domain;

/**
 * A quantity of a release whose growth is measured.
 *
 * @param id its name in tables, such as {@code training_compute}
 * @param label its display name, such as {@code Training compute}
 * @param unit its unit, such as {@code FLOP}
 * @param expression a Spark SQL expression over the columns of a canonical release; null if unknown
 */
public record Metric(String id, String label, String unit, String expression) {

    /** Whether it is a column of the source, not computed from several. */
    public boolean isColumn() {
        return expression.matches("[A-Za-z_][A-Za-z0-9_]*");
    }
}
