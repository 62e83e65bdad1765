package org.computetrends.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.computetrends.domain.Breakpoint;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.stats.BreakForm;
import org.jspecify.annotations.Nullable;

/** The {@code breakpoints} table: where a trend's growth changed, and whether it did. */
public final class BreakpointsTable {

    /**
     * A break of a trend.
     *
     * @param timeScale the conversion of slopes to doubling times in months
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
    }

    public static final RecordTable<TrendBreak> BREAKPOINTS = RecordTable.<TrendBreak>named(
                    "breakpoints", "A date at which a trend's growth may have changed, with tests of whether it did.")
            .trend(row -> row.trend().specification().key())
            .oneOf("form", row -> row.breakpoint().form(), BreakForm.values(), Column::lower)
            .meaning("continuous: the lines before and after meet; discontinuous: the level may change too.")
            .wholeNumber("n_kinks", row -> row.breakpoint().count())
            .meaning("How many breaks (kinks or jumps) were searched for together: 1 or 2.")
            .wholeNumber("kink", row -> row.breakpoint().number())
            .meaning("Which of the n_kinks breaks, from 1.")
            .key()
            .oneOf("status", row -> row.breakpoint().status(), Breakpoint.Status.values())
            .meaning("FITTED; AT_BOUND when the date or an end of its interval is the first or last that leaves each"
                    + " segment the required share; PERFECT_LINE when all observations are on one line;"
                    + " TOO_FEW_OBSERVATIONS when no date leaves enough. The date, slopes and jump are null in the last"
                    + " two cases.")
            .count("n", row -> row.trend().n())
            .meaning("Observations.")
            .optionalDate("break_date", location(Breakpoint.Location::date))
            .meaning("The last day of the growth before the break: the maximum-likelihood estimate.")
            .optionalDate("break_date_ci95_low", location(Breakpoint.Location::low))
            .meaning("95% profile-likelihood interval, first date.")
            .optionalDate("break_date_ci95_high", location(Breakpoint.Location::high))
            .meaning("95% profile-likelihood interval, last date.")
            .optionalNumber("slope_before_oom_per_year", location(Breakpoint.Location::slopeBefore))
            .meaning("Growth before the break, OOM a year.")
            .optionalNumber("slope_after_oom_per_year", location(Breakpoint.Location::slopeAfter))
            .meaning("Growth after the break, OOM a year.")
            .optionalNumber("doubling_time_before_months", row -> months(row, Breakpoint.Location::slopeBefore))
            .meaning("Doubling time before the break, in months; null when the metric did not grow.")
            .optionalNumber("doubling_time_after_months", row -> months(row, Breakpoint.Location::slopeAfter))
            .meaning("Doubling time after the break, in months; null when the metric does not grow.")
            .optionalNumber("jump_oom", location(Breakpoint.Location::jumpOom))
            .meaning("The jump of the level at the break, OOM; zero where the lines meet.")
            .optionalNumber("sup_f", row -> row.breakpoint().supF())
            .meaning("The largest F statistic of adding one break, over release dates. The other n_kinks - 1 breaks"
                    + " stay at their maximum-likelihood dates. Equal for all breaks of a search. Null where a segment"
                    + " would be too small, or the line with one break fewer fits perfectly.")
            .optionalNumber("p_value", row -> row.breakpoint().pValue())
            .meaning("P-value of sup_f under the hypothesis of one break fewer, by the fixed-regressor bootstrap, with"
                    + " releases taken as independent. Conservative for a second break. Null without sup_f, or if"
                    + " breakpoints.replicates is 0.")
            .optionalNumber("cluster_p_value", row -> row.breakpoint().clusterPValue())
            .meaning("P-value of sup_f by a wild bootstrap with one sign for each"
                    + " organization, which allows for correlation within organizations; a release that names none is"
                    + " its own cluster. Null where p_value is, and where there are too many releases for memory.")
            .optionalNumber("delta_bic", row -> row.breakpoint().deltaBic())
            .meaning("BIC minus the BIC with one break fewer: negative favours the break.")
            .build();

    private BreakpointsTable() {}

    private static Function<TrendBreak, @Nullable Object> location(Function<Breakpoint.Location, Object> value) {
        return RecordTable.ofPart(row -> row.breakpoint().location(), value);
    }

    private static @Nullable Object months(TrendBreak row, Function<Breakpoint.Location, Double> slope) {
        Breakpoint.Location location = row.breakpoint().location();
        return location == null ? null : DoublingTime.months(slope.apply(location), row.timeScale());
    }
}
