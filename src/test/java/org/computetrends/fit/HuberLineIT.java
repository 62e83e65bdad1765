package org.computetrends.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.ReferencePoints;
import org.computetrends.TestSession;
import org.computetrends.stats.Cells;
import org.computetrends.stats.HuberLine;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Points;
import org.junit.jupiter.api.Test;

/** Huber's robust line, against two programs that minimize the same objective. */
class HuberLineIT {

    /** scikit-learn 1.2.1: see reference/huber.py. */
    private static final double SCIKIT_LEARN = 0.6401809427087429;

    private static final Points POINTS = ReferencePoints.points();
    private static final LineFit LINE = LeastSquaresLine.fit(Cells.ofRows(POINTS.time(), POINTS.value()));

    @Test
    void agreesWithScikitLearn() {
        assertThat(HuberLine.slope(POINTS, LINE)).isCloseTo(SCIKIT_LEARN, within(1e-5));
        assertThat(HuberLine.slope(POINTS, LINE)).isNotCloseTo(LINE.slope(), within(1e-3));
    }

    /** Spark MLlib's estimate is iterative and ends at a tolerance. */
    @Test
    void agreesWithMllib() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < POINTS.size(); i++) {
            rows.add(RowFactory.create(
                    POINTS.value()[i] - LINE.meanValue(), Vectors.dense(POINTS.time()[i] - LINE.meanTime())));
        }
        double slope = new LinearRegression()
                .setLoss("huber")
                .setEpsilon(1.345)
                .setMaxIter(200)
                .setTol(1e-12)
                .fit(TestSession.get()
                        .createDataFrame(
                                rows,
                                new StructType()
                                        .add("label", DataTypes.DoubleType, false)
                                        .add("features", SQLDataTypes.VectorType(), false))
                        .coalesce(1))
                .coefficients()
                .apply(0);
        assertThat(HuberLine.slope(POINTS, LINE)).isCloseTo(slope, within(1e-6));
    }

    @Test
    void aPerfectLineKeepsItsSlope() {
        double[] time = {1, 2, 3, 4};
        double[] value = {2, 4, 6, 8};
        LineFit line = LeastSquaresLine.fit(Cells.ofRows(time, value));
        assertThat(HuberLine.slope(new Points(time, value, new double[4]), line))
                .isEqualTo(line.slope());
    }

    @Test
    void oneWildValueHardlyChangesTheSlope() {
        double[] time = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] value = {0.1, 0.9, 2.1, 2.9, 4.1, 4.9, 6.1, 6.9, 8.1, 50};
        LineFit line = LeastSquaresLine.fit(Cells.ofRows(time, value));
        // Without the last value the slope is about 1.
        assertThat(line.slope()).isGreaterThan(3);
        assertThat(HuberLine.slope(new Points(time, value, new double[10]), line))
                .isBetween(0.9, 1.4);
    }
}
