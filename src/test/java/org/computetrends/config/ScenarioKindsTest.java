package org.computetrends.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.domain.TimeScale.JULIAN;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.computetrends.TestConfig;
import org.computetrends.domain.PathGrowth;
import org.computetrends.domain.Scenario;
import org.computetrends.stats.LineDraws;
import org.junit.jupiter.api.Test;

/** What every kind of scenario promises, tested on all scenarios of the settings, and on those that are added later. */
class ScenarioKindsTest {
    private static final double START = 26.5;
    private static final double[] SLOPES = {0.6, 0, 0.2, -0.3, 1.5};

    /** Draws of the lines that an assumption refers to. */
    private static final LineDraws REFERRED =
            new LineDraws(/* meanTime= */ 20, /* slope= */ new double[] {0.5, 0.2, -0.1}, /* height= */ new double[3]);

    private final List<Scenario> scenarios = TestConfig.load().projection().scenarios();

    private static PathGrowth growth(Scenario scenario) {
        PathGrowth.Lines lines = new PathGrowth.Lines() {
            @Override
            public int paths() {
                return SLOPES.length;
            }

            @Override
            public double slope(int path) {
                return SLOPES[path];
            }
        };
        Scenario.Assumption assumption = scenario.assumption();
        return assumption.growth(lines, Collections.nCopies(assumption.trends().size(), REFERRED), JULIAN, 5);
    }

    @Test
    void theSettingsHaveAScenarioOfEachKind() {
        List<?> kinds = Stream.of(Scenario.class.getDeclaredClasses())
                .filter(type -> Scenario.Assumption.class.isAssignableFrom(type) && !type.isInterface())
                .toList();
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(3);
        assertThat(scenarios.stream()
                        .<Object>map(scenario -> scenario.assumption().getClass())
                        .toList())
                .containsAll(kinds);
    }

    /** A slope below zero counts as zero, so that a line that fell makes no path fall. */
    @Test
    void growthBeginsAtTheStartAndIsNeverLost() {
        for (Scenario scenario : scenarios) {
            PathGrowth growth = growth(scenario);
            for (int path = 0; path < SLOPES.length; path++) {
                assertThat(growth.after(path, 0)).as(scenario.id()).isZero();
                double before = 0;
                for (double years = 0.25; years <= 20; years += 0.25) {
                    double now = growth.after(path, years);
                    assertThat(now)
                            .as("%s, path %s, after %s years", scenario.id(), path, years)
                            .isFinite()
                            .isGreaterThanOrEqualTo(before);
                    before = now;
                }
            }
        }
    }

    @Test
    void releasesGrowAsTheLineDoes() {
        double[] time = {START + 0.1, START + 1, START + 4, START + 15};
        for (Scenario scenario : scenarios) {
            PathGrowth growth = growth(scenario);
            double[] grown = new double[time.length];
            growth.fill(/* path= */ 0, time, START, /* from= */ 0, /* to= */ time.length, grown);
            assertThat(grown)
                    .as(scenario.id())
                    .containsExactly(Arrays.stream(time)
                            .map(at -> growth.after(0, at - START))
                            .toArray());
        }
    }

    @Test
    void aScenarioHasCapsWhereItHasLimits() {
        for (Scenario scenario : scenarios) {
            boolean isLimited = !scenario.assumption().limits().isEmpty();
            PathGrowth growth = growth(scenario);
            assertThat(growth.hasLimits()).as(scenario.id()).isEqualTo(isLimited);
            assertThat(Double.isFinite(growth.limit(0, START + 5)))
                    .as(scenario.id())
                    .isEqualTo(isLimited);
            assertThat(growth.lowestLimit(0, START + 5) >= 0).as(scenario.id()).isEqualTo(isLimited);
        }
    }
}
