package org.computetrends.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.TestConfig;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.Era;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.UserException;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.evaluate.Alternative;
import org.computetrends.evaluate.Variant;
import org.computetrends.population.DerivativeRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alternative settings of sensitivity analyses. */
class AlternativesReaderTest {
    private static final TrendConfig DEFAULTS = TestConfig.load();
    private static final PopulationRules DEFAULT_RULES = DEFAULTS.segmentation().rules();
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final LocalDate LATER = LocalDate.of(2012, 1, 1);

    /** A wrong alternative gives the same message as a wrong value of its setting, but for the key. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frontier-size | populations.frontier-size | 0",
                "frontier-size | populations.frontier-size | ten",
                "window-days | populations.z-score.window-days | 1.5",
                "low-below | populations.z-score.low-below | -101",
                "large-above | populations.z-score.large-above | null",
                "low-outliers | populations.low-outliers | droop",
                "imputation | dates.imputation | end",
                "days-per-month | time.days-per-month | NaN",
                "days-per-year | time.days-per-year | 0",
                "era-start.large-scale | spans.large-scale.from | 1.1.2016",
                "era-start.large-scale | spans.large-scale.from | 10000-01-01"
            })
    void anAlternativeHasTheBoundsOfItsSetting(String setting, String key, String value) {
        String alternatives = "sensitivity.alternatives." + setting;
        String bound = fault(key, value).substring(key.length()).replaceFirst(" \\(--set .*", "");
        assertThat(fault(alternatives, "[" + value + "]"))
                .isEqualTo(alternatives + bound + " (--set " + alternatives + ")");
    }

    @Test
    void aFaultOfTheBaselineIsReportedOnce() {
        assertThat(fault("populations.frontier-size", "0"))
                .isEqualTo("populations.frontier-size = 0 must be from 1 to 10000 (--set populations.frontier-size)");
    }

    @Test
    void aGridsCombinationThatEndsAnEraBeforeItBeginsIsAFault() {
        String metricAndCohort = "{ cohort = record, era = early, metric = ";
        UserException thrown = catchThrowableOfType(
                UserException.class,
                () -> TestConfig.load(Map.of(
                        "spans.early",
                        "{ from = 2011-01-01, to = 2018-01-01 }",
                        "sensitivity.alternatives.era-start",
                        "{ early = [2016-01-01], since-2018 = [2015-01-01] }",
                        "sensitivity.trends",
                        "[" + metricAndCohort + "parameters }]",
                        "sensitivity.grids",
                        "[" + metricAndCohort
                                + "training_compute, settings = [era-start.early, era-start.since-2018] }]")));
        assertThat(thrown)
                .hasMessageStartingWith(
                        "sensitivity.alternatives: an era must begin before it ends, but early is from");
    }

    @Test
    void movingAnErasStartMovesAllThatBeginsOrEndsOnIt() {
        Variant after = varied(new Era("deep-learning", START, null), "era-start.deep-learning=2012-01-01");
        assertThat(after.era()).isEqualTo(new Era("deep-learning", LATER, null));
        assertThat(after.selection().rules()).isEqualTo(DEFAULT_RULES.with(draft -> draft.regularScaleFrom = LATER));
        Variant before = varied(new Era("before", null, START), "era-start.deep-learning=2012-01-01");
        assertThat(before.era()).isEqualTo(new Era("before", null, LATER));
        LocalDate large = LocalDate.of(2016, 1, 1);
        Variant span =
                varied(new Era("large-scale", LocalDate.of(2015, 9, 1), null), "era-start.large-scale=2016-01-01");
        assertThat(span.era().from()).isEqualTo(large);
        assertThat(span.selection().rules())
                .isEqualTo(DEFAULT_RULES.with(draft -> draft.zScore = new ZScoreRule(364, -2, 0.76, large)));
    }

    @Test
    void alternativesOfSeveralSettingsAreCombined() {
        Variant variant = varied(
                Era.ALL_TIME,
                "window-days=182",
                "low-below=-2.5",
                "days-per-month=30",
                "days-per-year=365",
                "derivatives=ranked",
                "excluded-confidence=speculative");
        assertThat(variant.selection().rules()).isEqualTo(DEFAULT_RULES.with(draft -> {
            draft.zScore = new ZScoreRule(182, -2.5, 0.76, LocalDate.of(2015, 9, 1));
            draft.timeScale = new TimeScale(365, 30);
        }));
        assertThat(variant.selection().derivatives()).isEqualTo(DerivativeRule.RANKED);
        assertThat(variant.selection().excludedConfidence())
                .isEqualTo(Set.of(Confidence.UNVERIFIED, Confidence.WRONG, Confidence.SPECULATIVE));
    }

    private static Variant varied(Era era, String... ids) {
        Variant variant = new Variant(era, DEFAULTS.sensitivity().baseline());
        for (String id : ids) {
            Alternative alternative = DEFAULTS.sensitivity().alternatives().stream()
                    .flatMap(List::stream)
                    .filter(candidate -> (candidate.setting() + "=" + candidate.value()).equals(id))
                    .findFirst()
                    .orElseThrow();
            variant = alternative.change().apply(variant);
        }
        return variant;
    }

    private static String fault(String key, String value) {
        return catchThrowableOfType(UserException.class, () -> TestConfig.load(Map.of(key, value)))
                .getMessage();
    }
}
