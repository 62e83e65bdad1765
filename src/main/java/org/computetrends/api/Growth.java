package org.computetrends.api;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendStatus;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.Interval;
import org.computetrends.stats.Jackknife;
import org.computetrends.stats.LineFit;
import org.computetrends.table.RecordTable;
import org.computetrends.table.TrendsTable;
import org.jspecify.annotations.Nullable;

/**
 * The result of the SQL function {@code growth} for a group: the line fitted to log10 values over time. In SQL it is a
 * struct. Its fields are {@code n_left_out}, {@code slope_se_cr3}, and others that are defined like the columns of the
 * table {@code trends} with the same names.
 *
 * @param state the sums of the group's rows
 * @param status whether a line was fitted, or why not
 * @param estimate the fitted line; null if no line was fitted
 */
record Growth(LineState state, TrendStatus status, @Nullable Estimate estimate) {
    /**
     * A fitted line with its intervals.
     *
     * @param clusters the number of clusters; null if the call has no argument for the cluster
     * @param cr3 the interval by CR3, the cluster jackknife; null if there are no clusters or CR3 is not defined
     * @param interval the interval by CR3 if it is defined, otherwise the classical one
     */
    private record Estimate(
            LineFit line,
            @Nullable Long clusters,
            @Nullable SlopeInterval cr3,
            SlopeInterval interval,
            DoublingTime doublingTime) {}

    /** A field of the struct, and the function that gives its value. */
    private record Field(StructField type, Function<Growth, @Nullable Object> value) {}

    private static final List<Field> FIELDS = List.of(
            trends("status", growth -> growth.status),
            trends("n", growth -> growth.state.sums().count()),
            new Field(
                    DataTypes.createStructField("n_left_out", DataTypes.LongType, false),
                    growth -> growth.state.leftOut()),
            trends("slope_oom_per_year", estimate(estimate -> estimate.line.slope())),
            trends("slope_se", estimate(estimate -> estimate.line.slopeSe())),
            new Field(
                    DataTypes.createStructField("slope_se_cr3", DataTypes.DoubleType, true),
                    estimate(estimate -> estimate.cr3 == null ? null : estimate.cr3.standardError())),
            trends("n_clusters", estimate(Estimate::clusters)),
            trends("interval_method", estimate(estimate -> estimate.interval.method())),
            trends("slope_ci95_low", estimate(estimate -> estimate.interval.low())),
            trends("slope_ci95_high", estimate(estimate -> estimate.interval.high())),
            trends("r_squared", estimate(estimate -> estimate.line.rSquared())),
            trends("growth_factor_per_year", estimate(estimate -> Math.pow(10, estimate.line.slope()))),
            trends("growth_factor_ci95_low", estimate(estimate -> Math.pow(10, estimate.interval.low()))),
            trends("growth_factor_ci95_high", estimate(estimate -> Math.pow(10, estimate.interval.high()))),
            trends("doubling_time_months", estimate(estimate -> estimate.doublingTime.months())),
            trends("doubling_time_ci95_low", estimate(estimate -> estimate.doublingTime.low())),
            trends("doubling_time_ci95_high", estimate(estimate -> estimate.doublingTime.high())),
            trends("doubling_time_status", estimate(estimate -> estimate.doublingTime.status())));

    static final StructType TYPE =
            new StructType(FIELDS.stream().map(Field::type).toArray(StructField[]::new));

    static Growth of(LineState state) {
        boolean isEstimable = state.sums().isEstimable();
        return new Growth(
                state,
                TrendStatus.of(state.sums().count(), isEstimable),
                isEstimable ? estimate(state.sums().line(TimeScale.JULIAN), state.clusters()) : null);
    }

    private static Estimate estimate(LineFit line, @Nullable ClusterSums clusters) {
        Long clusterCount = null;
        SlopeInterval cr3 = null;
        if (clusters != null) {
            ClusterMoments moments = clusters.moments(TimeScale.JULIAN);
            double[] slopes = Jackknife.slopesWithoutEachCluster(moments, line);
            // Clusters have no fixed order. CR3 sums over them, and the last bits of a sum depend on the order.
            Arrays.sort(slopes);
            clusterCount = (long) moments.size();
            cr3 = SlopeInterval.cr3(line, slopes).orElse(null);
        }
        SlopeInterval interval = cr3 == null ? SlopeInterval.classical(line).orElseThrow() : cr3;
        return new Estimate(
                line,
                clusterCount,
                cr3,
                interval,
                DoublingTime.of(line.slope(), new Interval(interval.low(), interval.high()), TimeScale.JULIAN));
    }

    /** The struct, in Spark's internal form. */
    InternalRow toRow() {
        return new GenericInternalRow(
                FIELDS.stream().map(field -> cell(field.value.apply(this))).toArray());
    }

    private static @Nullable Object cell(@Nullable Object value) {
        Object cell = RecordTable.cell(value);
        return cell instanceof String text ? UTF8String.fromString(text) : cell;
    }

    /** A field with the name and type of a column of the table {@code trends}. */
    private static Field trends(String column, Function<Growth, @Nullable Object> value) {
        return new Field(
                TrendsTable.TRENDS.table().warehouseColumn(column).orElseThrow().field(), value);
    }

    /** A function that gives a value of the estimate; null if no line was fitted. */
    private static Function<Growth, @Nullable Object> estimate(Function<Estimate, @Nullable Object> value) {
        return growth -> growth.estimate == null ? null : value.apply(growth.estimate);
    }
}
