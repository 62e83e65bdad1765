package org.computetrends.select;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.LowerCase;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.FrontierReleases;
import org.jspecify.annotations.Nullable;

/**
 * Finds releases in the batches of the first scan that may be among the largest on their date, and adds them to {@link
 * FrontierReleases}. Most values are too small to rank, so their releases are never created. Not thread-safe.
 */
final class FrontierReader {
    private final ReleaseBatch batch;
    private final List<String> metrics;
    private final FrontierReleases frontier;

    /**
     * The ways to impute dates in the selections of {@code FrontierSelections}. A release is added if it may rank on any of
     * its imputed days.
     */
    private final DateImputation[] imputations;

    /** By imputation: the calendar that imputes days by it. */
    private final List<ReleaseRules.Calendar> calendars;

    /** By imputation and row: the imputed day. Valid for sound rows. */
    private final int[][] days;

    /** By row: see {@link FrontierReleases#rankingClass}. */
    private int[] rankingClasses = {};

    /** By row: the releases of the batch created so far. A release with values of several metrics is created once. */
    private final Map<Integer, AnalysedRelease> releasesByRow = new HashMap<>();

    FrontierReader(ReleaseBatch batch, FrontierReleases.Settings settings, FrontierReleases frontier) {
        this.batch = batch;
        this.metrics = settings.metrics();
        this.frontier = frontier;
        this.imputations = settings.ranking().imputations().toArray(DateImputation[]::new);
        this.calendars = Arrays.stream(imputations)
                .map(imputation -> new ReleaseRules.Calendar(batch.rules.withImputation(imputation)))
                .toList();
        this.days = new int[imputations.length][0];
    }

    /** Adds the releases of the batch that may rank. Call it after each {@link ReleaseBatch#read}. */
    void addReleases() {
        if (imputations.length == 0) { // no selection ranks releases
            return;
        }
        releasesByRow.clear();
        readDays();
        readRankingClasses();
        for (int metric = 0; metric < metrics.size(); metric++) {
            if (frontier.isRanked(metric)) {
                addReleases(metric);
            }
        }
    }

    private void readDays() {
        ColumnVector dates = batch.column(ReleaseColumns.PUBLISHED_ON);
        for (int i = 0; i < days.length; i++) {
            if (days[i].length < batch.size) {
                days[i] = new int[batch.size];
            }
            for (int row = 0; row < batch.size; row++) {
                if (batch.fault[row] == 0) {
                    days[i][row] = calendars.get(i).imputedDay(dates.getInt(row), batch.precision[row]);
                }
            }
        }
    }

    private void readRankingClasses() {
        if (rankingClasses.length < batch.size) {
            rankingClasses = new int[batch.size];
        }
        for (int row = 0; row < batch.size; row++) {
            rankingClasses[row] = FrontierReleases.rankingClass(batch.confidenceLabel(row), batch.isDerivative[row]);
        }
    }

    private void addReleases(int metric) {
        double[] values = batch.values.metricValues(metric);
        for (int i = 0; i < batch.byDay.size(); i++) {
            int row = batch.byDay.row(i);
            if (values[row] > 0 && mayRank(metric, row, values[row])) {
                frontier.add(metric, releasesByRow.computeIfAbsent(row, this::release));
            }
        }
    }

    private boolean mayRank(int metric, int row, double value) {
        for (int i = 0; i < days.length; i++) {
            if (frontier.mayRank(metric, rankingClasses[row], imputations[i], days[i][row], value)) {
                return true;
            }
        }
        return false;
    }

    private AnalysedRelease release(int row) {
        byte[] name = batch.name(row);
        Map<Attribute, List<String>> attributes = new EnumMap<>(Attribute.class);
        List<Attribute> columns = batch.columns.attributes();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) != Attribute.CONFIDENCE) {
                attributes.put(columns.get(i), lowerCase(batch.cells.texts(batch.columns.attribute(i), row)));
            }
        }
        List<@Nullable String> organizations = batch.cells.texts(ReleaseColumns.ORGANIZATIONS, row);
        attributes.put(Attribute.ORGANIZATION, lowerCase(organizations));
        Map<String, Double> values = new HashMap<>();
        for (int metric = 0; metric < metrics.size(); metric++) {
            double value = batch.values.metricValues(metric)[row];
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
                batch.confidenceLabel(row),
                organizations.isEmpty() ? null : organizations.get(0),
                attributes,
                Map.copyOf(values));
    }

    private static List<String> lowerCase(List<@Nullable String> texts) {
        return texts.stream().filter(Objects::nonNull).map(LowerCase::of).toList();
    }
}
