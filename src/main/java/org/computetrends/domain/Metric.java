package org.computetrends.domain;

/**
 * A quantity of a release whose growth is measured.
 *
 * @param id such as {@code training_compute}
 * @param label the display name, such as {@code Training compute}
 * @param unit such as {@code FLOP}
 * @param expression a Spark SQL expression over the columns of a canonical release; its value is null if unknown
 */
public record Metric(String id, String label, String unit, String expression) {

    /** Whether the expression is the name of a column, not a computation. */
    public boolean isColumn() {
        return expression.matches("[A-Za-z_][A-Za-z0-9_]*");
    }
}
