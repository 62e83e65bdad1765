package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Breakpoint;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.stats.BreakForm;
import org.jspecify.annotations.Nullable;

/** The {@code breakpoints} table: where a trend's growth changed, and whether it did. */
public final class BreakpointsTable {

    /**
     * A break of a trend.
     *
     * @param trend the trend
     * @param breakpoint one of its breaks
     * @param timeScale how slopes become months
     */
    public record TrendBreak(Trend trend, Breakpoint breakpoint, TimeScale timeScale) {

        /** Every break of every trend. */
        public static List<TrendBreak> of(List<Trend> trends, TimeScale timeScale) {
            List<TrendBreak> breaks = new ArrayList<>();
            for (Trend trend : trends) {
                Trend.Estimate estimate = trend.estimate();
                if (estimate != null) {
                    estimate.breakpoints().forEach(each -> breaks.add(new TrendBreak(trend, each, timeScale)));
                }
            }
            return breaks;
        }

        private @Nullable Double months(double slope) {
            return slope > 0 ? timeScale.doublingTimeMonths(slope) : null;
        }
    }

    public static final RecordTable<TrendBreak> BREAKPOINTS = RecordTable.<TrendBreak>named(
                    "breakpoints", "A date at which a trend's growth changed, if it did.")
            .key(
                    text("metric", "The metric's id."),
                    row -> row.trend().specification().metric().id())
            .key(
                    text("cohort", "The cohort's id."),
                    row -> row.trend().specification().cohort().id())
            .key(
                    text("era", "The era's id."),
                    row -> row.trend().specification().era().id())
            .key(
                    text(
                                    "form",
                                    "continuous: the lines before and after meet; discontinuous: the level may change too.")
                            .oneOf(BreakForm.values(), Column::lower),
                    row -> Column.lower(row.breakpoint().form()))
            .key(
                    required("n_kinks", DataTypes.IntegerType, "How many breaks were searched for together: 1 or 2."),
                    row -> row.breakpoint().kinks())
            .key(
                    required("kink", DataTypes.IntegerType, "Which of them, from 1."),
                    row -> row.breakpoint().kink())
            .column(
                    text(
                                    "status",
                                    "FITTED; AT_BOUND when the date or an end of its interval is the first or last that leaves each"
                                            + " segment the required share; PERFECT_LINE when all observations are on one line;"
                                            + " TOO_FEW_OBSERVATIONS when no date leaves enough.")
                            .oneOf(Breakpoint.Status.values()),
                    row -> row.breakpoint().status().name())
            .column(count("n", "Observations."), row -> row.trend().n())
            .column(
                    date("break_date", "The last day of the growth before: the maximum-likelihood estimate."),
                    location(Breakpoint.Location::date))
            .column(
                    date("break_date_ci95_low", "95% profile-likelihood interval, first date."),
                    location(Breakpoint.Location::low))
            .column(
                    date("break_date_ci95_high", "95% profile-likelihood interval, last date."),
                    location(Breakpoint.Location::high))
            .column(
                    number("slope_before_oom_per_year", "Growth before, OOM a year."),
                    location(Breakpoint.Location::slopeBefore))
            .column(
                    number("slope_after_oom_per_year", "Growth after, OOM a year."),
                    location(Breakpoint.Location::slopeAfter))
            .column(
                    number("doubling_time_before_months", "Doubling time before; null when it did not grow."),
                    row -> months(row, Breakpoint.Location::slopeBefore))
            .column(
                    number("doubling_time_after_months", "Doubling time after; null when it does not grow."),
                    row -> months(row, Breakpoint.Location::slopeAfter))
            .column(
                    number("jump_oom", "The jump of the level, OOM; zero where the lines meet."),
                    location(Breakpoint.Location::jumpOom))
            .column(
                    number(
                            "sup_f",
                            "The largest F over release dates for one more break, with the other n_kinks - 1 fixed at their"
                                    + " maximum-likelihood dates; the same for all breaks of a search; null where a segment would be"
                                    + " too small."),
                    row -> row.breakpoint().supF())
            .column(
                    number(
                            "p_value",
                            "Its p-value by the fixed-regressor bootstrap under no such break, with releases taken as"
                                    + " independent; conservative for a second break."),
                    row -> row.breakpoint().pValue())
            .column(
                    number(
                            "cluster_p_value",
                            "The same by a wild bootstrap with one sign for each organization, which allows for correlation"
                                    + " within it; a release without one is its own cluster. Null where there are too many releases for"
                                    + " memory."),
                    row -> row.breakpoint().clusterPValue())
            .column(
                    number("delta_bic", "BIC minus the BIC with one break fewer: negative favours the break."),
                    row -> row.breakpoint().deltaBic())
            .build();

    private BreakpointsTable() {}

    private static Function<TrendBreak, @Nullable Object> location(Function<Breakpoint.Location, Object> value) {
        return row -> {
            Breakpoint.Location location = row.breakpoint().location();
            return location == null ? null : value.apply(location);
        };
    }

    private static @Nullable Double months(TrendBreak row, Function<Breakpoint.Location, Double> slope) {
        Breakpoint.Location location = row.breakpoint().location();
        return location == null ? null : row.months(slope.apply(location));
    }
}
