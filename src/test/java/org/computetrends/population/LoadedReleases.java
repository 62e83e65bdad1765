package org.computetrends.population;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.computetrends.TestDefaults;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.LowerCase;
import org.jspecify.annotations.Nullable;

/** Literal releases in memory, and a selection for them. */
public final class LoadedReleases {
    public static final String COMPUTE = "training_compute";

    /** The default selection with a frontier of two. */
    public static final Selection RULES =
            TestDefaults.SELECTION.withRules(TestDefaults.RULES.with(draft -> draft.frontierSize = 2));

    private LoadedReleases() {}

    /** A vintage of releases in any order. */
    public static LoadedVintage vintage(String date, AnalysedRelease... releases) {
        return new LoadedVintage(
                LocalDate.parse(date),
                List.of(releases).stream()
                        .sorted(Comparator.comparing(AnalysedRelease::id))
                        .toList());
    }

    /** A release with a training compute; NaN means that it is unknown. */
    public static AnalysedRelease release(String id, String date, double compute, String... organizations) {
        return release(id, date, DatePrecision.DAY, null, compute, organizations);
    }

    public static AnalysedRelease release(
            String id,
            String date,
            DatePrecision precision,
            @Nullable Boolean notable,
            double compute,
            String... organizations) {
        Map<String, Double> values = new HashMap<>();
        if (!Double.isNaN(compute)) {
            values.put(COMPUTE, compute);
        }
        return new AnalysedRelease(
                id,
                id,
                LocalDate.parse(date),
                precision,
                false,
                notable,
                null,
                organizations.length == 0 ? null : organizations[0],
                Map.of(
                        Attribute.ORGANIZATION,
                        Stream.of(organizations).map(LowerCase::of).toList()),
                values);
    }
}
