package org.computetrends.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.computetrends.TestConfig;
import org.computetrends.domain.Era;
import org.computetrends.domain.UserException;
import org.computetrends.generate.GeneratorSettings;
import org.computetrends.generate.Share;
import org.computetrends.generate.TrueMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of generated releases. */
class GeneratorReaderTest {

    @Test
    void theGeneratorUsesSettingsOfARun() {
        GeneratorSettings settings = load(Map.of(
                        "seed", "7", "curation.earliest-date", "1930-01-01", "time.days-per-year", "365"))
                .settings();
        assertThat(settings.seed()).isEqualTo(7);
        assertThat(settings.timeScale().daysPerYear()).isEqualTo(365);
        assertThat(settings.eras()).extracting(Era::id).containsExactly("pre-deep-learning", "deep-learning");
        assertThat(settings.spans()).extracting(Era::id).containsExactly("large-scale", "since-2018");
        assertThat(settings.large().from()).isEqualTo(LocalDate.of(2015, 9, 1));
        assertThat(settings.faults().earliestDate()).isEqualTo(LocalDate.of(1930, 1, 1));
        assertThat(settings.faults().excludedConfidence()).isEqualTo("WRONG");
        assertThat(settings.faults().column()).isEqualTo("training_compute_flop");
        assertThat(settings.labels().confidence()).contains(new Share("CONFIDENT", 0.52));
        assertThat(settings.metrics())
                .extracting(TrueMetric::id)
                .containsExactly(
                        "dataset_size",
                        "hardware_quantity",
                        "parameters",
                        "training_compute",
                        "training_cost",
                        "training_cost_acquisition",
                        "training_cost_cloud",
                        "training_power",
                        "training_time");
    }

    @Test
    void changedSettingsAreInTheConfigurationOfTheTruth() {
        assertThat(load(Map.of("generator.organizations.count", "500")).configuration())
                .containsEntry("generator.organizations.count", "500")
                .containsEntry("generator.metrics.parameters.large.slope", "0.38")
                .allSatisfy((key, value) -> assertThat(key).startsWith("generator."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "generator.vintage | 1949-01-01 | releases must begin before the vintage 1949-01-01, but begin on 1950",
                "generator.releases.gaps | [{from=1900-01-01, to=2100-01-01}] | the gaps leave no day for a release",
                "generator.releases.gaps | [{from=2000-01-01, to=1999-01-01}] | an era must begin before it ends",
                "generator.releases.year-share | 0.95 | known to the month and to the year add up to more than 1",
                "generator.organizations.count | 0 | must be from 1 to 1000000",
                "generator.organizations.countries.Chile | 0.9 | the shares of countries add up to more than 1",
                "generator.domains.Poetry | 0.9 | the shares of domains add up to more than 1",
                "generator.confidence.wrong | 0.01 | generator.confidence = wrong must be one of confident",
                "generator.large.share | 1.2 | generator.large.share = 1.2 must be from 0 to 1",
                "generator.metrics.compute_per_dollar | {} | metrics = compute_per_dollar must be one of dataset_size",
                "generator.metrics.parameters.lines | {} | parameters.lines.deep-learning = missing must be a section",
                "generator.metrics.parameters.large.value | 0 | parameters.large.value = 0 must be from",
                "generator.bad-rows.share | 0.6 | generator.bad-rows.share = 0.6 must be from 0 to 0.5",
                "generator.bad-rows.kinds.non-finite | -1 | must be from 0 to 1000",
                "generator.bad-rows.metric | height | generator.bad-rows.metric = height must be one of",
                "generator.bad-rows.share-of | 1 | generator.bad-rows.share-of is not a setting",
                "curation.excluded-confidence | [] | need a label that curation.excluded-confidence names",
                "eras.pre-deep-learning.from | 1960-01-01 | must be in an era, but eras begin or end between them"
            })
    void anImpossibleSettingIsNamedWithItsBound(String key, String value, String message) {
        assertThatThrownBy(() -> load(Map.of(key, value)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
    }

    /** A date known to the year 1950 is imputed as 1950-07-01, before 1950-09-01. */
    @Test
    void erasMustCoverImputedDates() {
        assertThatThrownBy(() -> load(
                        Map.of("eras.pre-deep-learning.from", "1950-09-01", "generator.releases.from", "1950-09-01")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("every date from 1950-07-01 to 2026-01-01 must be in an era");
    }

    @Test
    void aRunRefusesSettingsOfTheGenerator() {
        assertThatThrownBy(() -> TestConfig.load(Map.of("generator.vintage", "2026-01-01")))
                .hasMessageContaining("generator.vintage is not a setting");
    }

    private static GeneratorConfig load(Map<String, String> settings) {
        return new ConfigLoader(Optional.empty(), Optional.empty(), settings).loadGenerator();
    }
}
