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
 * The result of the SQL function {@code growth} for a group: a line of log10 values in time. Its columns are those of
 * the table {@code trends}, the number of rows left out, which lack a date or a positive, finite value, and CR3, the
 * standard error by cluster.
 *
 * @param state the sums of the group's rows
 * @param status whether a line could be fitted, or why not
 * @param estimate the line and what follows from it, or null unless fitted
 */
record Growth(LineState state, TrendStatus status, @Nullable Estimate estimate) {
    /**
     * A line and what follows from it.
     *
     * @param clusters the number of clusters, or null if the query has no cluster
     * @param cr3 the interval by cluster, or null if it is not defined
     * @param interval the interval by cluster if it is defined, otherwise the classical one
     */
    private record Estimate(
            LineFit line,
            @Nullable Long clusters,
            @Nullable SlopeInterval cr3,
            SlopeInterval interval,
            DoublingTime doublingTime) {}

    private record Output(StructField field, Function<Growth, @Nullable Object> value) {}

    private static final List<Output> OUTPUTS = List.of(
            trends("status", growth -> growth.status),
            trends("n", growth -> growth.state.sums().count()),
            new Output(
                    DataTypes.createStructField("n_left_out", DataTypes.LongType, false),
                    growth -> growth.state.leftOut()),
            trends("slope_oom_per_year", estimate(estimate -> estimate.line.slope())),
            trends("slope_se", estimate(estimate -> estimate.line.slopeSe())),
            new Output(
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
            new StructType(OUTPUTS.stream().map(Output::field).toArray(StructField[]::new));

    static Growth of(LineState state) {
        boolean isEstimable = state.sums().isEstimable();
        return new Growth(
                state,
                TrendStatus.of(state.sums().count(), isEstimable),
                isEstimable ? estimate(state.sums().line(TimeScale.JULIAN), state.clusters()) : null);
    }

    private static Estimate estimate(LineFit line, @Nullable ClusterSums clusters) {
        Long size = null;
        SlopeInterval cr3 = null;
        if (clusters != null) {
            ClusterMoments moments = clusters.moments(TimeScale.JULIAN);
            double[] slopes = Jackknife.slopesWithoutEachCluster(moments, line);
            // Clusters are in no particular order, and the last bits of a sum depend on the order of its terms.
            Arrays.sort(slopes);
            size = (long) moments.size();
            cr3 = SlopeInterval.cr3(line, slopes).orElse(null);
        }
        SlopeInterval interval = cr3 == null ? SlopeInterval.classical(line).orElseThrow() : cr3;
        return new Estimate(
                line,
                size,
                cr3,
                interval,
                DoublingTime.of(line.slope(), new Interval(interval.low(), interval.high()), TimeScale.JULIAN));
    }

    /** The struct in SQL, with the values of cells in tables. */
    InternalRow toRow() {
        return new GenericInternalRow(
                OUTPUTS.stream().map(output -> cell(output.value.apply(this))).toArray());
    }

    private static @Nullable Object cell(@Nullable Object value) {
        Object cell = RecordTable.cell(value);
        return cell instanceof String text ? UTF8String.fromString(text) : cell;
    }

    private static Output trends(String column, Function<Growth, @Nullable Object> value) {
        return new Output(
                TrendsTable.TRENDS.table().warehouseColumn(column).orElseThrow().field(), value);
    }

    private static Function<Growth, @Nullable Object> estimate(Function<Estimate, @Nullable Object> value) {
        return growth -> growth.estimate == null ? null : value.apply(growth.estimate);
    }
}
