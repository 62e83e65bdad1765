package org.computetrends.select;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.domain.Era;
import org.computetrends.domain.LabelledObservation;
import org.computetrends.domain.PopulationRules;
import org.computetrends.stats.RunningTop;
import org.computetrends.table.ObservationsTable;

/**
 * Labels the observations of batches with z-score, scale, rank, record and era, for the observations table. Not
 * thread-safe.
 */
final class ObservationLabels {
    private final Settings settings;
    private final ReleaseBatch batch;
    private final ReleaseFeatures releases;
    private final ValueFeatures values;

    /**
     * What labels depend on.
     *
     * @param plan the plan of the second scan; it has the rules and the statistics of dates
     * @param topValues see {@link DateStatistics#topValues}
     * @param metrics the ids of the metrics
     * @param eraScheme the eras that observations are labelled with
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    record Settings(ScanPlan plan, double[][][] topValues, List<String> metrics, List<Era> eraScheme)
            implements Serializable {}

    ObservationLabels(Settings settings) {
        this.settings = settings;
        this.batch = new ReleaseBatch(settings.plan().checks());
        // Labels need only which releases are analysed, so the sets of conditions are not kept.
        this.releases = new ReleaseFeatures(settings.plan(), batch, new ConditionSets());
        this.values = new ValueFeatures(settings.plan(), batch);
    }

    /** The observations of a batch, as rows of the observations table without run id. */
    List<Row> rows(ColumnarBatch columns) {
        // Also reads the batch, which the values share.
        releases.read(columns);
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < batch.size; row++) {
            if (releases.isAnalysed[row]) {
                String id = ReleaseNames.id(batch.name(row));
                LocalDate date = LocalDate.ofEpochDay(batch.day[row]);
                for (int metric = 0; metric < settings.metrics().size(); metric++) {
                    if (batch.values.metricValues(metric)[row] > 0) {
                        rows.add(ObservationsTable.row(labelled(metric, row, id, date)));
                    }
                }
            }
        }
        return rows;
    }

    private LabelledObservation labelled(int metric, int row, String id, LocalDate date) {
        PopulationRules rules = settings.plan().rules();
        DateStatistics statistics = settings.plan().statistics();
        int day = batch.day[row];
        double value = batch.values.metricValues(metric)[row];
        double log10 = StrictMath.log10(value);
        int offset = statistics.offset(metric, day);
        double zScore = values.zScore(metric, log10, offset);
        long flags = values.flags(metric, row, log10, offset);
        int rank = values.isRanked(row, flags)
                ? RunningTop.rank(
                        value, settings.topValues()[metric][statistics.dateIndex(metric, day)], rules.frontierSize())
                : 0;
        return new LabelledObservation(
                id,
                settings.metrics().get(metric),
                date,
                rules.timeScale().yearsSince2000(day),
                value,
                log10,
                Era.idAt(settings.eraScheme(), date),
                Double.isNaN(zScore) ? null : (Double) zScore,
                rules.zScore().scale(zScore, day),
                rank == 0 ? null : (Integer) rank,
                ObservationFeatures.hasAll(flags, ObservationFeatures.RECORD));
    }
}
