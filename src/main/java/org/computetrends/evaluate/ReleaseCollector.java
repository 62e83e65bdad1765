package org.computetrends.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Metric;
import org.computetrends.sql.LowerCase;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ReleasesTable;

/**
 * Brings the releases of a vintage to the driver, where there are few enough.
 *
 * @param metrics what is measured
 */
record ReleaseCollector(List<Metric> metrics) {
    private static final String DERIVATIVE = "derivative";

    /**
     * Collects the releases with a value of some metric.
     *
     * @param releases curated releases
     * @param limit how many may be held
     * @return the releases in the order of their ids, whatever the order of the rows; empty when there are more
     */
    Optional<List<HeldRelease>> collect(Dataset<Row> releases, long limit) {
        Column[] values = metrics.stream().map(ReleaseCollector::usableValue).toArray(Column[]::new);
        return collectAll(releases.filter(size(array_compact(array(values))).gt(0)), limit);
    }

    /** As {@link #collect}, releases without a value of any metric too. */
    Optional<List<HeldRelease>> collectAll(Dataset<Row> releases, long limit) {
        List<Column> columns = new ArrayList<>(List.of(
                col(ReleasesTable.RELEASE_ID),
                col(CanonicalRelease.PUBLISHED_ON),
                col(CanonicalRelease.DATE_PRECISION),
                col(CanonicalRelease.BASE_MODEL).isNotNull().as(DERIVATIVE),
                col(CanonicalRelease.NOTABLE),
                col(CanonicalRelease.CONFIDENCE)));
        for (Attribute attribute : Attribute.values()) {
            columns.add(lowerCaseValues(attribute).as(attributeColumn(attribute)));
        }
        for (Metric metric : metrics) {
            columns.add(usableValue(metric).as(metric.id()));
        }
        List<Row> rows = releases.select(columns.toArray(Column[]::new))
                .limit((int) Math.min(limit + 1, Integer.MAX_VALUE))
                .collectAsList();
        if (rows.size() > limit) {
            return Optional.empty();
        }
        return Optional.of(rows.stream()
                .map(this::release)
                .sorted(Comparator.comparing(HeldRelease::id).thenComparing(HeldRelease::publishedOn))
                .toList());
    }

    /** The metric's value, null where it is no observation. */
    static Column usableValue(Metric metric) {
        Column value = expr(metric.expression()).cast("double");
        return when(value.gt(0).and(isnan(value).equalTo(false)).and(value.lt(Double.POSITIVE_INFINITY)), value);
    }

    private static String attributeColumn(Attribute attribute) {
        return "attribute_" + attribute.id();
    }

    private static Column lowerCaseValues(Attribute attribute) {
        Column values = switch (attribute) {
            case DOMAIN -> col(CanonicalRelease.DOMAINS);
            case COUNTRY -> col(CanonicalRelease.COUNTRIES);
            case ORGANIZATION -> col(CanonicalRelease.ORGANIZATIONS);
            case ACCESSIBILITY ->
                when(col(CanonicalRelease.ACCESSIBILITY).isNotNull(), array(col(CanonicalRelease.ACCESSIBILITY)));
        };
        return coalesce(array_compact(transform(values, LowerCase::of)), lit(new String[0]));
    }

    private HeldRelease release(Row row) {
        Map<Attribute, List<String>> attributes = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            attributes.put(attribute, List.copyOf(row.getList(row.fieldIndex(attributeColumn(attribute)))));
        }
        Map<String, Double> values = new HashMap<>();
        for (Metric metric : metrics) {
            Double value = row.getAs(metric.id());
            if (value != null) {
                values.put(metric.id(), value);
            }
        }
        String id = row.getAs(ReleasesTable.RELEASE_ID);
        LocalDate publishedOn = row.getAs(CanonicalRelease.PUBLISHED_ON);
        String precision = row.getAs(CanonicalRelease.DATE_PRECISION);
        boolean derivative = row.getAs(DERIVATIVE);
        Boolean notable = row.getAs(CanonicalRelease.NOTABLE);
        String confidence = row.getAs(CanonicalRelease.CONFIDENCE);
        return new HeldRelease(
                id,
                publishedOn,
                DatePrecision.valueOf(precision),
                derivative,
                notable,
                confidence == null ? null : Confidence.valueOf(confidence),
                attributes,
                Map.copyOf(values));
    }
}
