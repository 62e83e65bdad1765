package org.computetrends.held;

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

/** Literal releases that are held, and rules for them. */
public final class HeldReleases {
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

    private HeldReleases() {}

    /** A vintage of releases in any order. */
    public static HeldVintage vintage(String date, HeldRelease... releases) {
        return new HeldVintage(
                LocalDate.parse(date),
                List.of(releases).stream()
                        .sorted(Comparator.comparing(HeldRelease::id))
                        .toList());
    }

    /** A release with a compute, or none where it is not a number. */
    public static HeldRelease release(String id, String date, double compute, String... organizations) {
        return release(id, date, DatePrecision.DAY, null, compute, organizations);
    }

    public static HeldRelease release(
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
        return new HeldRelease(
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
