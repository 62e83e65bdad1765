package org.computetrends.domain;

import java.util.List;
import java.util.Locale;
import org.computetrends.domain.Cohort.Rule;

/** The quantities that every method forecasts and is scored on, whichever cohort the method uses. */
public enum ForecastTarget implements Identified {
    /**
     * The median of log10 value over releases that are among the N largest on their day, and are dated within
     * {@code backtest.window-months} of the forecast date.
     */
    FRONTIER(Rule.FRONTIER),
    /** Log10 of the largest value of a release dated before the forecast date. */
    RECORD(Rule.RECORD);

    private final Rule rule;

    ForecastTarget(Rule rule) {
        this.rule = rule;
    }

    /** The cohort whose releases determine the target's value. */
    public Cohort cohort() {
        return new Cohort(rule, null, List.of());
    }

    /** Whether a cohort's id is also a target's: {@code frontier} or {@code record}. */
    public static boolean isTarget(String cohort) {
        return Identified.withId(values(), cohort).isPresent();
    }

    public static ForecastTarget of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
