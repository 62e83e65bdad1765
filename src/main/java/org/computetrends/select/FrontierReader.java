package org.computetrends.select;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.LowerCase;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.FrontierReleases;
import org.jspecify.annotations.Nullable;

/**
 * Finds, in the batches of the first scan, releases that may be among the largest on their date, and adds them to
 * {@link FrontierReleases}. Most values are below a known bound and are skipped. Not thread-safe.
 */
final class FrontierReader {
    private final ReleaseColumns columns;
    private final List<String> metrics;
    private final FrontierReleases frontierReleases;
    private final DateImputation[] imputations;
    private final List<ReleaseRules.Calendar> calendars;

    /** By imputation: the imputed day of each row of the batch. */
    private final int[][] days;

    /** By row: confidence and derivation, packed by {@link FrontierReleases#label}. */
    private int[] packedLabels = {};

    /** The releases read, by row of the batch. A release with several metrics is read once. */
    private final Map<Integer, AnalysedRelease> releasesByRow = new HashMap<>();

    FrontierReader(
            ReleaseColumns columns,
            ReleaseRules rules,
            FrontierReleases.Rules frontier,
            FrontierReleases frontierReleases) {
        this.columns = columns;
        this.metrics = frontier.metrics();
        this.frontierReleases = frontierReleases;
        this.imputations = frontier.ranking().imputations().toArray(DateImputation[]::new);
        this.calendars = Arrays.stream(imputations)
                .map(imputation -> new ReleaseRules.Calendar(rules.withImputation(imputation)))
                .toList();
        this.days = new int[imputations.length][0];
    }

    void add(ReleaseBatch batch) {
        if (imputations.length == 0) {
            return;
        }
        releasesByRow.clear();
        readDays(batch);
        packLabels(batch);
        for (int metric = 0; metric < metrics.size(); metric++) {
            if (frontierReleases.isRanked(metric)) {
                add(batch, metric);
            }
        }
    }

    private void readDays(ReleaseBatch batch) {
        ColumnVector dates = batch.column(ReleaseColumns.PUBLISHED_ON);
        for (int i = 0; i < days.length; i++) {
            if (days[i].length < batch.size) {
                days[i] = new int[batch.size];
            }
            for (int row = 0; row < batch.size; row++) {
                if (batch.fault[row] == 0) {
                    days[i][row] = calendars.get(i).day(dates.getInt(row), batch.precision[row]);
                }
            }
        }
    }

    private void packLabels(ReleaseBatch batch) {
        if (packedLabels.length < batch.size) {
            packedLabels = new int[batch.size];
        }
        for (int row = 0; row < batch.size; row++) {
            packedLabels[row] = FrontierReleases.label(batch.confidence(row), batch.isDerivative[row]);
        }
    }

    private void add(ReleaseBatch batch, int metric) {
        double[] values = batch.values.ofMetric(metric);
        for (int i = 0; i < batch.byDay.size(); i++) {
            int row = batch.byDay.row(i);
            if (values[row] > 0 && mayRank(metric, row, values[row])) {
                frontierReleases.add(metric, releasesByRow.computeIfAbsent(row, each -> release(batch, each)));
            }
        }
    }

    private boolean mayRank(int metric, int row, double value) {
        for (int i = 0; i < days.length; i++) {
            if (frontierReleases.mayRank(metric, packedLabels[row], imputations[i], days[i][row], value)) {
                return true;
            }
        }
        return false;
    }

    private AnalysedRelease release(ReleaseBatch batch, int row) {
        byte[] name = batch.name(row);
        Map<Attribute, List<String>> attributes = new EnumMap<>(Attribute.class);
        for (int i = 0; i < columns.attributes().size(); i++) {
            List<@Nullable String> texts = texts(batch.column(columns.attribute(i)), row);
            attributes.put(columns.attributes().get(i), lowerCase(texts));
        }
        List<@Nullable String> organizations = texts(batch.column(ReleaseColumns.ORGANIZATIONS), row);
        attributes.put(Attribute.ORGANIZATION, lowerCase(organizations));
        Map<String, Double> values = new HashMap<>();
        for (int metric = 0; metric < metrics.size(); metric++) {
            double value = batch.values.ofMetric(metric)[row];
            if (value > 0) {
                values.put(metrics.get(metric), value);
            }
        }
        return new AnalysedRelease(
                ReleaseNames.id(name),
                ReleaseNames.name(name),
                LocalDate.ofEpochDay(batch.column(ReleaseColumns.PUBLISHED_ON).getInt(row)),
                ReleaseRules.precision(batch.precision[row]),
                batch.isDerivative[row],
                batch.notable[row] < 0 ? null : (Boolean) (batch.notable[row] == 1),
                batch.confidence(row),
                organizations.isEmpty() ? null : organizations.get(0),
                attributes,
                Map.copyOf(values));
    }

    private static List<@Nullable String> texts(ColumnVector column, int row) {
        if (column.isNullAt(row)) {
            return List.of();
        }
        if (!(column.dataType() instanceof org.apache.spark.sql.types.ArrayType)) {
            return List.of(column.getUTF8String(row).toString());
        }
        ColumnarArray array = column.getArray(row);
        @Nullable String[] texts = new String[array.numElements()];
        Arrays.setAll(texts, i -> {
            UTF8String text = array.isNullAt(i) ? null : array.getUTF8String(i);
            return text == null ? null : text.toString();
        });
        return Arrays.asList(texts);
    }

    private static List<String> lowerCase(List<@Nullable String> texts) {
        List<String> lowerCase = new ArrayList<>();
        for (String text : texts) {
            if (text != null) {
                lowerCase.add(LowerCase.of(text));
            }
        }
        return List.copyOf(lowerCase);
    }
}
