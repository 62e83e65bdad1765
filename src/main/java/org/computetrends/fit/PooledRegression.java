package org.computetrends.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
import org.computetrends.stats.LinePoints;

/**
 * Fits the lines of many trends by one weighted MLlib {@link LinearRegression}, with an intercept column and a slope
 * column for each trend.
 *
 * <p>A few points represent each trend. They have the same normal equations as its observations, so the coefficients
 * are exact, and the cost does not depend on the number of observations. MLlib's summary is of the points: it is not
 * used.
 *
 * <p>The columns of different trends are orthogonal, and time is centred on each trend's mean. So the normal equations
 * are diagonal, and every trend has the same coefficients as if it were fitted alone. MLlib's normal solver is limited
 * to 4,096 columns; more trends are fitted in batches.
 */
final class PooledRegression {

    /** Well below the limit of MLlib, because the size of the normal equations is quadratic in the number of trends. */
    private static final int TRENDS_PER_FIT = 1_000;

    private static final String LABEL = "label";
    private static final String WEIGHT = "weight";
    private static final String FEATURES = "features";
    private static final StructType SCHEMA = new StructType()
            .add(LABEL, DataTypes.DoubleType, false)
            .add(WEIGHT, DataTypes.DoubleType, false)
            .add(FEATURES, SQLDataTypes.VectorType(), false);

    private PooledRegression() {}

    /** A line's height at the mean time of the trend's observations, in OOM, and its slope, in OOM per year. */
    record Coefficients(double valueAtMeanTime, double slopeOomPerYear) {}

    /** Fits trends that have a line (see {@code LeastSquaresLine.isEstimable}); the result is in their order. */
    static List<Coefficients> fit(SparkSession session, List<Cells> trends) {
        List<Coefficients> coefficients = new ArrayList<>();
        for (int from = 0; from < trends.size(); from += TRENDS_PER_FIT) {
            List<Cells> batch = trends.subList(from, Math.min(from + TRENDS_PER_FIT, trends.size()));
            coefficients.addAll(fit(
                    session,
                    batch.stream().map(LinePoints::perYear).toList(),
                    batch.stream().mapToDouble(Cells::meanTime).toArray()));
        }
        return coefficients;
    }

    /** Fits all trends at once; {@code meanTime} is the mean time of each trend's observations. */
    static List<Coefficients> fit(SparkSession session, List<LinePoints> trends, double[] meanTime) {
        int columns = 2 * trends.size();
        List<Row> rows = new ArrayList<>();
        // A row of zeros does not change the normal equations. Without it the intercept column of a single trend would
        // be constant, and MLlib would drop it.
        rows.add(RowFactory.create(0.0, 1.0, Vectors.sparse(columns, new int[0], new double[0])));
        for (int trend = 0; trend < trends.size(); trend++) {
            LinePoints points = trends.get(trend);
            for (int i = 0; i < points.size(); i++) {
                Vector features = Vectors.sparse(columns, new int[] {2 * trend, 2 * trend + 1}, new double[] {
                    1, points.time()[i] - meanTime[trend]
                });
                rows.add(RowFactory.create(points.value()[i], points.weight()[i], features));
            }
        }
        // One partition makes the order of summation the same on one machine and on a cluster.
        double[] coefficients = new LinearRegression()
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
        return IntStream.range(0, trends.size())
                .mapToObj(trend -> new Coefficients(coefficients[2 * trend], coefficients[2 * trend + 1]))
                .toList();
    }
}
