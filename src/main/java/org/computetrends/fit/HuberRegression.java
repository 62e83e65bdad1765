package org.computetrends.fit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Points;

/**
 * MLlib's Huber regression of one trend. It estimates one scale together with the coefficients, so that trends of
 * different scatter cannot share a fit as they do for least squares: each costs a fit of its own, some seconds.
 */
final class HuberRegression {

    /** 95% efficiency under normal errors (Huber 1981). */
    private static final double EPSILON = 1.345;

    private static final StructType SCHEMA = new StructType()
            .add("label", DataTypes.DoubleType, false)
            .add("features", SQLDataTypes.VectorType(), false);

    private HuberRegression() {}

    /** The slope, in OOM per year. */
    static double slope(SparkSession session, Points points, LineFit leastSquares) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            rows.add(RowFactory.create(
                    points.value()[i] - leastSquares.meanValue(),
                    Vectors.dense(points.time()[i] - leastSquares.meanTime())));
        }
        return new LinearRegression()
                .setLoss("huber")
                .setEpsilon(EPSILON)
                .setMaxIter(100)
                .setTol(1e-7)
                .fit(session.createDataFrame(rows, SCHEMA).coalesce(1).cache())
                .coefficients()
                .apply(0);
    }
}
