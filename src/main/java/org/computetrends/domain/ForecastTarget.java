package org.computetrends.domain;

import java.util.Arrays;
import java.util.Locale;
import org.computetrends.domain.Cohort.Rule;

/** What forecasts are made of and scored against, whatever cohort a method looks at. */
public enum ForecastTarget {
    /** The median of log10 value over the releases that are top N at release, dated around the date forecast. */
    FRONTIER(Rule.FRONTIER),
    /** Log10 of the largest value of a release dated before the date forecast. */
    RECORD(Rule.RECORD);

    private final Rule cohort;

    ForecastTarget(Rule cohort) {
        this.cohort = cohort;
    }

    /** The cohort whose releases it is made of. */
    public Cohort cohort() {
        return new Cohort(cohort, null, java.util.List.of());
    }

    /** Its name in tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a cohort's id is that of a target's releases. */
    public static boolean isCohort(String id) {
        return Arrays.stream(values()).anyMatch(target -> target.id().equals(id));
    }

    /** The target of a name in tables. */
    public static ForecastTarget of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
