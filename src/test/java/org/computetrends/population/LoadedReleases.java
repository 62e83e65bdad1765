package org.computetrends.population;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Families;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.ZScoreRule;
import org.jspecify.annotations.Nullable;

/** Literal releases in memory, and rules for them. */
public final class LoadedReleases {
    public static final String COMPUTE = "training_compute";

    private static final LocalDate ERA_START = LocalDate.of(2010, 1, 1);

    public static final Selection RULES = new Selection(
            new PopulationRules(
                    new TimeScale(365.25, 30.4375),
                    DateImputation.MIDDLE,
                    null,
                    null,
                    new ZScoreRule(364, -2, 0.76, LocalDate.of(2015, 9, 1)),
                    OutlierRule.KEEP,
                    2,
                    ERA_START,
                    true,
                    2,
                    Families.NONE),
            DerivativeRule.UNRANKED,
            Set.of(),
            Set.of());

    private LoadedReleases() {}

    /** A vintage of releases in any order. */
    public static LoadedVintage vintage(String date, AnalysedRelease... releases) {
        return new LoadedVintage(
                LocalDate.parse(date),
                List.of(releases).stream()
                        .sorted(Comparator.comparing(AnalysedRelease::id))
                        .toList());
    }

    /** A release with a compute, or none where it is not a number. */
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
                Map.of(Attribute.ORGANIZATION, List.of(organizations)),
                values);
    }
}
