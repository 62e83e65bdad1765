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
     * @param cr3 the interval by CR3, the cluster jackknife; null if the call has no argument for the cluster,
     *     or CR3 is not defined
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
            trendsField("status", growth -> growth.status),
            trendsField("n", growth -> growth.state.sums().count()),
            new Field(
                    DataTypes.createStructField("n_left_out", DataTypes.LongType, false),
                    growth -> growth.state.leftOut()),
            trendsField("slope_oom_per_year", ofEstimate(estimate -> estimate.line.slope())),
            trendsField("slope_se", ofEstimate(estimate -> estimate.line.slopeSe())),
            new Field(
                    DataTypes.createStructField("slope_se_cr3", DataTypes.DoubleType, true),
                    ofEstimate(estimate -> estimate.cr3 == null ? null : estimate.cr3.standardError())),
            trendsField("n_clusters", ofEstimate(Estimate::clusters)),
            trendsField("interval_method", ofEstimate(estimate -> estimate.interval.method())),
            trendsField("slope_ci95_low", ofEstimate(estimate -> estimate.interval.low())),
            trendsField("slope_ci95_high", ofEstimate(estimate -> estimate.interval.high())),
            trendsField("r_squared", ofEstimate(estimate -> estimate.line.rSquared())),
            trendsField("growth_factor_per_year", ofEstimate(estimate -> Math.pow(10, estimate.line.slope()))),
            trendsField("growth_factor_ci95_low", ofEstimate(estimate -> Math.pow(10, estimate.interval.low()))),
            trendsField("growth_factor_ci95_high", ofEstimate(estimate -> Math.pow(10, estimate.interval.high()))),
            trendsField("doubling_time_months", ofEstimate(estimate -> estimate.doublingTime.months())),
            trendsField("doubling_time_ci95_low", ofEstimate(estimate -> estimate.doublingTime.low())),
            trendsField("doubling_time_ci95_high", ofEstimate(estimate -> estimate.doublingTime.high())),
            trendsField("doubling_time_status", ofEstimate(estimate -> estimate.doublingTime.status())));

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
        // A line has three observations or more, so its classical interval exists.
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
    private static Field trendsField(String column, Function<Growth, @Nullable Object> value) {
        return new Field(
                TrendsTable.TRENDS.table().warehouseColumn(column).orElseThrow().field(), value);
    }

    /** A function that gives a value of the estimate; null if no line was fitted. */
    private static Function<Growth, @Nullable Object> ofEstimate(Function<Estimate, @Nullable Object> value) {
        return growth -> growth.estimate == null ? null : value.apply(growth.estimate);
    }
}
