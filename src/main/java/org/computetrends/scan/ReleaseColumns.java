package org.computetrends.scan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Metric;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.JudgedRelease;

/**
 * What the scans read of a release, and where it stands in a batch: the columns below, those of attributes, the values of
 * metrics, and in the first scan all quantities, so that their faults are counted.
 *
 * @param attributes attributes that cohorts are selected by
 * @param metrics expressions of what is measured
 * @param areQuantitiesRead whether quantities are read for themselves
 */
record ReleaseColumns(List<Attribute> attributes, List<String> metrics, boolean areQuantitiesRead)
        implements Serializable {
    static final int MODEL = 0;
    static final int PUBLISHED_ON = 1;
    static final int DATE_PRECISION = 2;
    static final int CONFIDENCE = 3;
    static final int BASE_MODEL = 4;
    static final int NOTABLE = 5;
    static final int ORGANIZATIONS = 6;
    private static final int FIRST_ATTRIBUTE = 7;

    ReleaseColumns {
        attributes = List.copyOf(attributes);
        metrics = List.copyOf(metrics);
    }

    static ReleaseColumns of(ReleaseScanner.Settings settings, boolean areQuantitiesRead) {
        return new ReleaseColumns(
                settings.attributes(),
                settings.metrics().stream().map(Metric::expression).toList(),
                areQuantitiesRead);
    }

    int attribute(int which) {
        return FIRST_ATTRIBUTE + which;
    }

    int metric(int which) {
        return attribute(attributes.size()) + which;
    }

    int quantity(int which) {
        return metric(metrics.size()) + which;
    }

    /** How many quantities are read for themselves. */
    int quantities() {
        return areQuantitiesRead ? CanonicalRelease.QUANTITIES.size() : 0;
    }

    /** Whether a metric is a quantity, and read as the source has it; any other is worked out of what is in order. */
    boolean isQuantity(int metric) {
        return quantityOf(metric).isPresent();
    }

    private Optional<Column> quantityOf(int metric) {
        return CanonicalRelease.QUANTITIES.stream()
                .filter(quantity -> quantity.name().equals(metrics.get(metric).trim()))
                .findFirst();
    }

    /** The columns of these of releases with the columns of {@link JudgedRelease}. */
    Dataset<Row> of(Dataset<Row> judged) {
        List<org.apache.spark.sql.Column> columns = new ArrayList<>(List.of(
                col(CanonicalRelease.MODEL),
                col(CanonicalRelease.PUBLISHED_ON),
                col(JudgedRelease.asRead(CanonicalRelease.DATE_PRECISION)),
                col(JudgedRelease.asRead(CanonicalRelease.CONFIDENCE)),
                col(JudgedRelease.asRead(CanonicalRelease.BASE_MODEL)),
                col(CanonicalRelease.NOTABLE),
                col(CanonicalRelease.ORGANIZATIONS)));
        attributes.forEach(attribute -> columns.add(col(values(attribute)).as("attribute_" + attribute.id())));
        for (int i = 0; i < metrics.size(); i++) {
            columns.add(quantityOf(i)
                    .map(quantity -> col(JudgedRelease.asRead(quantity.name())))
                    .orElse(expr(metrics.get(i)).cast("double"))
                    .as("metric_" + i));
        }
        for (int i = 0; i < quantities(); i++) {
            columns.add(
                    col(JudgedRelease.asRead(CanonicalRelease.QUANTITIES.get(i).name())));
        }
        return judged.select(columns.toArray(org.apache.spark.sql.Column[]::new));
    }

    private static String values(Attribute attribute) {
        return switch (attribute) {
            case DOMAIN -> CanonicalRelease.DOMAINS;
            case COUNTRY -> CanonicalRelease.COUNTRIES;
            case ORGANIZATION -> CanonicalRelease.ORGANIZATIONS;
            case ACCESSIBILITY -> CanonicalRelease.ACCESSIBILITY;
        };
    }

    /** Whether a metric's value is an observation. */
    static boolean isUsable(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }
}
