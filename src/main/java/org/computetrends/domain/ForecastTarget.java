package org.computetrends.domain;

import java.util.List;
import java.util.Locale;
import org.computetrends.domain.Cohort.Rule;

/** The quantities that every method forecasts and is scored on, whichever cohort the method uses. */
public enum ForecastTarget implements Identified {
    /**
     * The median of log10 value over releases dated around the forecast date that are among the N largest on their day.
     */
    FRONTIER(Rule.FRONTIER),
    /** Log10 of the largest value of a release dated before the forecast date. */
    RECORD(Rule.RECORD);

    private final Rule cohort;

    ForecastTarget(Rule cohort) {
        this.cohort = cohort;
    }

    /** The cohort whose releases determine the target's value. */
    public Cohort cohort() {
        return new Cohort(cohort, null, List.of());
    }

    /** Whether a cohort's id is also a target's: {@code frontier} or {@code record}. */
    public static boolean isCohort(String id) {
        return Identified.withId(values(), id).isPresent();
    }

    public static ForecastTarget of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
