package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.TestConfig;
import org.computetrends.domain.Vintage;
import org.computetrends.population.LoadedVintage;
import org.junit.jupiter.api.Test;

class FrontierFallbackTest {
    private static final String NO_ROWS = "no rows, since they need all releases in memory: ";

    /** The number is only printed. */
    private static final long RELEASES = 300_000;

    /** The comment on {@code scale.driver-megabytes} lists tables, with "all rows" for those without any. */
    @Test
    void tablesWithoutRowsAreThoseOfTheSettingsComment() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("conf/compute-trends.conf")).stream()
                .filter(line -> line.matches(" *#   .* all rows"))
                .flatMap(line ->
                        Stream.of(line.replaceAll("^ *# *| *all rows$", "").split(", ")))
                .toList();
        List<String> warned = new FrontierFallback(TestConfig.load())
                .warnings(RELEASES, Optional.empty()).stream()
                        .filter(warning -> warning.startsWith(NO_ROWS))
                        .flatMap(warning ->
                                Stream.of(warning.substring(NO_ROWS.length()).split(", ")))
                        .toList();
        assertThat(warned).containsExactlyInAnyOrderElementsOf(documented).contains("resource_fits");
    }

    @Test
    void whatIfsAndGenerationsLackResources() {
        assertThat(new FrontierFallback(TestConfig.load()).warnings(RELEASES, Optional.empty()))
                .anyMatch(warning -> warning.startsWith("no cost, power, duration or energy, ")
                        && warning.endsWith(": what_ifs, generations"));
    }

    @Test
    void withoutFrontiersForecastsAndTheirScoresAreLeftOut() {
        List<String> warnings = new FrontierFallback(TestConfig.load()).warnings(RELEASES, Optional.empty());
        assertThat(warnings)
                .contains(
                        "no rows, since no releases of the vintage analysed are in memory: threshold_counts",
                        "no rows, since forecasts need frontier and record: odds_backtest, odds_backtest_summary,"
                                + " forecast_log_scores",
                        "only odds of the vintage analysed, since other forecasts need frontier and record: odds,"
                                + " forecast_log");
    }

    @Test
    void withFrontiersForecastsAreMade() {
        LoadedVintage frontiers = new LoadedVintage(Vintage.unrecorded(LocalDate.of(2026, 1, 1)), List.of());
        assertThat(new FrontierFallback(TestConfig.load()).warnings(RELEASES, Optional.of(frontiers)))
                .contains("no rows of the vintage analysed, since they need all its releases in memory:"
                        + " threshold_counts")
                .noneMatch(warning -> warning.matches(".*(odds_backtest|forecast_log).*"));
    }
}
