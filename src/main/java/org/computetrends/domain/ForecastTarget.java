package org.computetrends.domain;

import java.util.List;
import java.util.Locale;
import org.computetrends.domain.Cohort.Rule;

/** The quantities that every method forecasts and is scored on, whichever cohort it uses. */
public enum ForecastTarget implements Identified {
    /** The median of log10 value over the releases that are top N at release, dated around the forecast date. */
    FRONTIER(Rule.FRONTIER),
    /** Log10 of the largest value of a release dated before the forecast date. */
    RECORD(Rule.RECORD);

    private final Rule cohort;

    ForecastTarget(Rule cohort) {
        this.cohort = cohort;
    }

    /** The cohort whose releases determine it. */
    public Cohort cohort() {
        return new Cohort(cohort, null, List.of());
    }

    /** Whether an id is that of a target's cohort. */
    public static boolean isCohort(String id) {
        return Identified.withId(values(), id).isPresent();
    }

    public static ForecastTarget of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
