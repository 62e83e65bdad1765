package org.computetrends;

import static org.computetrends.domain.TimeScale.JULIAN;

import java.time.LocalDate;
import java.util.Set;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.NamedDerivatives;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.forecast.PathSettings;
import org.computetrends.population.DerivativeRule;
import org.computetrends.population.Selection;

/**
 * The default settings, with two differences: a common value needs 2 observations instead of 20, and no label of
 * confidence is excluded.
 */
public final class TestDefaults {
    public static final LocalDate ERA_START = LocalDate.of(2010, 1, 1);

    public static final PopulationRules RULES = new PopulationRules(
            JULIAN,
            DateImputation.MIDDLE,
            /* from= */ null,
            /* to= */ null,
            new ZScoreRule(/* windowDays= */ 364, /* lowBelow= */ -2, /* largeAbove= */ 0.76, LocalDate.of(2015, 9, 1)),
            OutlierRule.KEEP,
            /* frontierSize= */ 10,
            /* regularScaleFrom= */ ERA_START,
            /* notableWhenUnflagged= */ true,
            /* commonValueMinimum= */ 2,
            NamedDerivatives.NONE);

    /** Derivatives are in cohorts and have no rank. No release is excluded. */
    public static final Selection SELECTION = new Selection(RULES, DerivativeRule.UNRANKED, Set.of(), Set.of());

    public static final PathSettings PATHS = new PathSettings(
            /* slopeDeviation= */ 0.12,
            /* rateYears= */ 3,
            /* rateLagMonths= */ 6,
            /* leastArrivalsPerYear= */ 3,
            /* fewestReleases= */ 8,
            /* windowMonths= */ 6,
            /* coverageLagDays= */ 180,
            /* recordSoftness= */ 0.10,
            /* paths= */ 10_000); // of projections; backtests have 4,000

    private TestDefaults() {}
}
