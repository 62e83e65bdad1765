package org.computetrends.scan;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.sql.ImputedDate;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.JudgedRelease;

/** What the scans read of a release, and where it stands in a row. */
final class ScanColumns {
    static final int FAULT = 0;
    static final int DAY = 1;
    static final int IS_DERIVATIVE = 2;
    static final int NOTABLE = 3;
    static final int MODEL = 4;
    static final int ORGANIZATION = 5;
    static final int CONFIDENCE = 6;
    static final int FIRST_METRIC = 7;

    /** What only the first scan reads comes after metrics and attributes. */
    static final int RELEASE_YEAR = 0;

    static final int UNREADABLE_LABELS = 1;
    static final int IS_EXCLUDED = 2;
    static final int FIRST_QUANTITY = 3;

    private ScanColumns() {}

    /**
     * For the second scan. Metrics come after the fixed columns, in the order of the settings, and attributes' values after
     * them.
     */
    static Dataset<Row> ofObservations(Dataset<Row> judged, ReleaseScanner.Settings settings, LocalDate vintage) {
        return judged.select(columns(settings, vintage).toArray(Column[]::new));
    }

    /** For the first scan: what tells faults besides. */
    static Dataset<Row> ofRows(Dataset<Row> judged, ReleaseScanner.Settings settings, LocalDate vintage) {
        List<Column> columns = columns(settings, vintage);
        columns.add(year(col(CanonicalRelease.PUBLISHED_ON)).as("release_year"));
        columns.add(col(JudgedRelease.UNREADABLE_LABELS));
        columns.add(col(JudgedRelease.IS_EXCLUDED));
        CanonicalRelease.QUANTITIES.forEach(quantity -> columns.add(col(JudgedRelease.asRead(quantity))));
        return judged.select(columns.toArray(Column[]::new));
    }

    private static List<Column> columns(ReleaseScanner.Settings settings, LocalDate vintage) {
        List<Column> columns = new ArrayList<>(List.of(
                col(JudgedRelease.FAULT),
                ImputedDate.of(settings.rules().imputation(), vintage).as("day"),
                col(CanonicalRelease.BASE_MODEL).isNotNull().as("is_derivative"),
                col(CanonicalRelease.NOTABLE),
                col(CanonicalRelease.MODEL),
                when(
                                size(col(CanonicalRelease.ORGANIZATIONS)).gt(0),
                                element_at(col(CanonicalRelease.ORGANIZATIONS), 1))
                        .as("organization"),
                col(CanonicalRelease.CONFIDENCE)));
        settings.metrics()
                .forEach(metric ->
                        columns.add(expr(metric.expression()).cast("double").as("metric_" + metric.id())));
        settings.attributes().forEach(attribute -> columns.add(values(attribute).as("attribute_" + attribute.id())));
        return columns;
    }

    private static Column values(Attribute attribute) {
        return switch (attribute) {
            case DOMAIN -> col(CanonicalRelease.DOMAINS);
            case COUNTRY -> col(CanonicalRelease.COUNTRIES);
            case ORGANIZATION -> col(CanonicalRelease.ORGANIZATIONS);
            case ACCESSIBILITY ->
                when(col(CanonicalRelease.ACCESSIBILITY).isNotNull(), array(col(CanonicalRelease.ACCESSIBILITY)));
        };
    }

    /** Whether a metric's value is an observation. */
    static boolean isUsable(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }
}
