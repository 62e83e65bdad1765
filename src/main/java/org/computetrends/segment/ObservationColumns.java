package org.computetrends.segment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Metric;
import org.computetrends.sql.ImputedDate;
import org.computetrends.sql.LowerCase;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ObservationsTable;
import org.computetrends.table.ReleasesTable;

/** Turns releases into observations: one row for each release and metric, with what the labels are made from. */
final class ObservationColumns {

    /** Whether the release names another that it was derived from. */
    static final String DERIVATIVE = "derivative";

    /** Whether the source calls the release notable; null where it does not say. */
    static final String NOTABLE = "notable";

    private static final String POINT = "point";

    private final PopulationSegmenter.Settings settings;
    private final List<String> rankingMetrics;

    ObservationColumns(PopulationSegmenter.Settings settings, List<String> rankingMetrics) {
        this.settings = settings;
        this.rankingMetrics = rankingMetrics;
    }

    /** The column that holds the release's value of a metric that ranks another's frontier. */
    static String rankingValue(String metric) {
        return "ranked_by_" + metric;
    }

    /** The column that holds an attribute's values in lower case: an array, empty where unknown. */
    static String attributeValues(Attribute attribute) {
        return "attribute_" + attribute.id();
    }

    Dataset<Row> of(Dataset<Row> releases, LocalDate vintage) {
        Dataset<Row> dated = releases.withColumn(
                ObservationsTable.PUBLISHED_ON, ImputedDate.of(settings.rules().imputation(), vintage));
        Dataset<Row> inAnalysis = dated.filter(PopulationSegmenter.isWithin(
                col(ObservationsTable.PUBLISHED_ON),
                settings.rules().from(),
                settings.rules().to()));
        List<Column> columns = new ArrayList<>(List.of(
                col(ReleasesTable.RELEASE_ID),
                col(CanonicalRelease.MODEL),
                col(ObservationsTable.PUBLISHED_ON),
                PopulationSegmenter.years(
                                col(ObservationsTable.PUBLISHED_ON),
                                settings.rules().timeScale())
                        .as(ObservationsTable.YEARS_SINCE_2000),
                col(CanonicalRelease.BASE_MODEL).isNotNull().as(DERIVATIVE),
                col(CanonicalRelease.NOTABLE).as(NOTABLE),
                col(CanonicalRelease.CONFIDENCE).as(ObservationsTable.CONFIDENCE),
                when(
                                size(col(CanonicalRelease.ORGANIZATIONS)).gt(0),
                                element_at(col(CanonicalRelease.ORGANIZATIONS), 1))
                        .as(ObservationsTable.ORGANIZATION)));
        for (Attribute attribute : Attribute.values()) {
            columns.add(lowerCaseValues(attribute).as(attributeValues(attribute)));
        }
        for (String metric : rankingMetrics) {
            Column value = expr(expressionOf(metric)).cast("double");
            columns.add(when(isUsable(value), value).as(rankingValue(metric)));
        }
        columns.add(explode(points()).as(POINT));
        Column value = col(POINT + ".value");
        return inAnalysis
                .select(columns.toArray(Column[]::new))
                .filter(isUsable(value))
                .withColumn(ObservationsTable.METRIC, col(POINT + ".metric"))
                .withColumn(ObservationsTable.VALUE, value)
                .withColumn(ObservationsTable.LOG10_VALUE, log10(value))
                .drop(POINT);
    }

    private static Column isUsable(Column value) {
        return value.gt(0).and(isnan(value).equalTo(false)).and(value.lt(Double.POSITIVE_INFINITY));
    }

    private Column points() {
        return array(settings.metrics().stream()
                .map(metric -> struct(
                        lit(metric.id()).as("metric"),
                        expr(metric.expression()).cast("double").as("value")))
                .toArray(Column[]::new));
    }

    private String expressionOf(String metricId) {
        return settings.metrics().stream()
                .filter(metric -> metric.id().equals(metricId))
                .map(Metric::expression)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no metric " + metricId));
    }

    private static Column lowerCaseValues(Attribute attribute) {
        Column values = switch (attribute) {
            case DOMAIN -> col(CanonicalRelease.DOMAINS);
            case COUNTRY -> col(CanonicalRelease.COUNTRIES);
            case ORGANIZATION -> col(CanonicalRelease.ORGANIZATIONS);
            case ACCESSIBILITY ->
                when(col(CanonicalRelease.ACCESSIBILITY).isNotNull(), array(col(CanonicalRelease.ACCESSIBILITY)));
        };
        return coalesce(transform(values, LowerCase::of), expr("cast(array() as array<string>)"));
    }
}
