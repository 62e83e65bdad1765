package org.computetrends.fit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.stats.Cells;

/**
 * One weighted MLlib {@link LinearRegression} over the cells of many trends, with an intercept and a slope column for
 * each, so that a hundred trends cost one fit.
 *
 * <p>The columns of different trends are orthogonal, and time is centred on each trend's mean, so that the normal
 * equations are diagonal and every trend has the coefficients it would have alone. MLlib's normal solver ends at
 * 4,096 columns, and a task has a largest size; more is fitted in batches.
 */
final class PooledRegression {

    private static final int TRENDS_IN_A_FIT = 1_000;

    /** A fit's cells travel in one task, whose size Spark bounds: some 128 bytes each. */
    private static final long CELLS_IN_A_FIT = 300_000;

    private static final String LABEL = "label";
    private static final String WEIGHT = "weight";
    private static final String FEATURES = "features";
    private static final StructType SCHEMA = new StructType()
            .add(LABEL, DataTypes.DoubleType, false)
            .add(WEIGHT, DataTypes.DoubleType, false)
            .add(FEATURES, SQLDataTypes.VectorType(), false);

    private PooledRegression() {}

    /**
     * A line.
     *
     * @param valueAtMeanTime its height at the mean time of the trend's observations, in OOM
     * @param slopePerYear in OOM per year
     */
    record Coefficients(double valueAtMeanTime, double slopePerYear) {}

    /** Fits the trends, all of them estimable; the result is in their order. */
    static Coefficients[] fit(SparkSession session, List<Cells> trends) {
        Coefficients[] coefficients = new Coefficients[trends.size()];
        for (int from = 0, to; from < trends.size(); from = to) {
            to = endOfBatch(trends, from);
            List<Cells> batch = trends.subList(from, to);
            double[] fitted = fitBatch(session, batch);
            for (int i = 0; i < batch.size(); i++) {
                coefficients[from + i] = new Coefficients(fitted[2 * i], fitted[2 * i + 1]);
            }
        }
        return coefficients;
    }

    /** At least one trend, and as many more as a fit can take. */
    private static int endOfBatch(List<Cells> trends, int from) {
        int end = from + 1;
        long cells = trends.get(from).size();
        while (end < trends.size()
                && end - from < TRENDS_IN_A_FIT
                && cells + trends.get(end).size() <= CELLS_IN_A_FIT) {
            cells += trends.get(end).size();
            end++;
        }
        return end;
    }

    private static double[] fitBatch(SparkSession session, List<Cells> trends) {
        int columns = 2 * trends.size();
        List<Row> rows = new ArrayList<>();
        // A row of zeros leaves the normal equations as they are, and keeps the intercept column of a lone trend from
        // being constant, which MLlib would drop.
        rows.add(RowFactory.create(0.0, 1.0, Vectors.sparse(columns, new int[0], new double[0])));
        for (int trend = 0; trend < trends.size(); trend++) {
            Cells cells = trends.get(trend);
            double meanTime = cells.meanTime();
            for (int i = 0; i < cells.size(); i++) {
                Vector features = Vectors.sparse(
                        columns, new int[] {2 * trend, 2 * trend + 1}, new double[] {1, cells.time()[i] - meanTime});
                rows.add(RowFactory.create(cells.mean()[i], (double) cells.count()[i], features));
            }
        }
        // One partition: the sums of a fit are then added in one order, on one machine or a cluster.
        return new LinearRegression()
                .setLabelCol(LABEL)
                .setWeightCol(WEIGHT)
                .setFeaturesCol(FEATURES)
                .setFitIntercept(false)
                .setStandardization(false)
                .setRegParam(0)
                .setSolver("normal")
                .fit(session.createDataFrame(rows, SCHEMA).coalesce(1))
                .coefficients()
                .toArray();
    }
}
