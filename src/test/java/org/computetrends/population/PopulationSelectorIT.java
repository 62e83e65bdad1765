package org.computetrends.population;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.ScannedCuration;
import org.computetrends.TestSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.Vintage;
import org.computetrends.ingest.BadFiles;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.select.ReleaseScanner;
import org.computetrends.select.ScannedPopulations;
import org.computetrends.table.CanonicalRelease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selection from releases in memory against selection by Spark, on the vintages that the project ships. */
class PopulationSelectorIT {
    private static final String TRENDS = """
            [
              { metrics = [training_compute, parameters, dataset_size, training_cost, compute_per_dollar], cohorts = [all, notable, frontier, record, regular-scale, large-scale], eras = [all-time] }
              { metrics = [training_compute, parameters], cohorts = [all, frontier, record], eras = [deep-learning] }
              { metrics = [training_compute], cohorts = [large-scale], eras = [large-scale] }
              { metrics = [training_cost, parameters], cohorts = ["frontier;by=training_compute"], eras = [all-time] }
              { metrics = [training_compute], cohorts = ["notable;domain=*", "frontier;country=*"], eras = [all-time] }
              { metrics = [parameters], cohorts = ["organization=*", "accessibility=*"], eras = [deep-learning] }
            ]
            """;

    @AfterEach
    void clearCache() {
        TestSession.get().catalog().clearCache();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-05-02 | ",
                "2022-05-03 | ",
                "sevilla-2022 | ",
                "2025-06-20 | populations.frontier-size=3 dates.imputation=start populations.z-score.window-days=182",
                "2025-06-20 | populations.low-outliers=drop curation.excluded-confidence=[wrong,likely,speculative]",
                "2026-05-02 | populations.low-outliers=drop populations.z-score.low-below=-0.5 populations.frontier-size=1 populations.common-value-minimum=4",
                "2026-05-02 | populations.z-score.large-above=0.2 populations.z-score.large-from=2013-01-01 dates.from=1990-01-01 dates.to=2019-06-20 populations.regular-scale-from=2012-05-01",
                "2026-05-02 | populations.families-rank=false populations.frontier-size=4",
                "2022-05-03 | populations.notable-when-unflagged=false eras.deep-learning.from=2012-01-01 eras.pre-deep-learning.to=2012-01-01",
            })
    void selectsWhatScansSelect(String data, String settings) {
        TrendConfig config = config(data, settings);
        ReadVintage vintage = read(config);
        assertEqualPopulations(
                config, vintage, vintage.read().releases(), config.sensitivity().baseline());
    }

    @Test
    void excludesReleasesAndDerivativesAsIfTheyWereNotThere() {
        TrendConfig config = config("2025-06-20", "");
        ReadVintage vintage = read(config);
        Selection selection = config.sensitivity().baseline();
        Dataset<Row> releases = vintage.read().releases();
        assertEqualPopulations(
                config,
                vintage,
                releases.filter(col(CanonicalRelease.BASE_MODEL).isNull()),
                selection.withDerivatives(DerivativeRule.EXCLUDED));
        assertEqualPopulations(
                config,
                vintage,
                releases.withColumn(CanonicalRelease.BASE_MODEL, lit(null).cast("string")),
                selection.withDerivatives(DerivativeRule.RANKED));
        Set<String> alphaGo = Set.of("alphago zero", "alphago master");
        Dataset<Row> without = releases.filter(
                lower(col(CanonicalRelease.MODEL)).isin(alphaGo.toArray()).equalTo(false));
        assertThat(without.count()).isEqualTo(releases.count() - 2);
        assertEqualPopulations(config, vintage, without, selection.withExcludedReleases(alphaGo));
    }

    @Test
    void excludesConfidenceLabelsAsCurationDoes() {
        TrendConfig strict = config("2026-05-02", "curation.excluded-confidence=[wrong,speculative]");
        ReadVintage vintage = read(strict);
        TrendConfig config = config("2026-05-02", "");
        List<AnalysedRelease> inMemory = inMemory(config, read(config).curated().releases());
        assertMembers(
                strict,
                vintage,
                vintage.read().releases(),
                inMemory,
                config.sensitivity()
                        .baseline()
                        .withExcludedConfidence(Set.of(Confidence.WRONG, Confidence.SPECULATIVE)));
    }

    private record ReadVintage(ReleaseReader.Result read, ScannedCuration curated) {}

    private static ReadVintage read(TrendConfig config) {
        ReleaseReader.Result read = new ReleaseReader(
                        config.input(),
                        config.vintage(),
                        Optional.empty(),
                        config.mapping(),
                        BadFiles.FAIL,
                        config.sizes().localBytes())
                .read(TestSession.get());
        return new ReadVintage(
                read, ScannedCuration.of(config.curation(), config.metrics(), read.releases(), read.vintage()));
    }

    private static List<AnalysedRelease> inMemory(TrendConfig config, Dataset<Row> releases) {
        return LoadedVintage.of(releases, Vintage.unrecorded(LocalDate.EPOCH), config.metrics(), 100_000)
                .orElseThrow()
                .measured();
    }

    private static void assertEqualPopulations(
            TrendConfig config, ReadVintage vintage, Dataset<Row> inSpark, Selection selection) {
        assertMembers(
                config, vintage, inSpark, inMemory(config, vintage.curated().releases()), selection);
    }

    private static void assertMembers(
            TrendConfig config,
            ReadVintage vintage,
            Dataset<Row> inSpark,
            List<AnalysedRelease> inMemory,
            Selection selection) {
        ReleaseScanner scanner =
                config.scanner(config.segmentation(), vintage.curated().marks());
        ScannedPopulations scanned = scanner.scanPopulations(
                inSpark,
                vintage.read().vintage(),
                scanner.scanDates(inSpark, vintage.read().vintage(), FrontierSelections.NONE, 0));
        Map<Integer, List<ObservedPoint>> points = scanned.points(
                IntStream.range(0, scanned.trends().size()).boxed().collect(Collectors.toSet()));
        PopulationSelector selector =
                new PopulationSelector(inMemory, vintage.read().date());
        assertThat(scanned.trends()).hasSizeGreaterThan(40);
        assertThat(points.values().stream().filter(members -> !members.isEmpty()))
                .hasSizeGreaterThan(20);
        for (int trend = 0; trend < scanned.trends().size(); trend++) {
            TrendSpecification specification = scanned.trends().get(trend);
            assertThat(members(selector, specification, selection))
                    .as(specification.key().toString())
                    .isEqualTo(members(points.getOrDefault(trend, List.of()), config.timeScale()));
        }
    }

    private static Set<String> members(List<ObservedPoint> points, TimeScale timeScale) {
        return points.stream()
                .map(point -> String.format(
                        Locale.ROOT,
                        "%s %s %.9f",
                        point.releaseId(),
                        timeScale.dateAt(point.time()),
                        point.log10Value()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> members(PopulationSelector selector, TrendSpecification trend, Selection selection) {
        Population population =
                selector.analysed(selection).select(trend.metric().id(), trend.cohort(), trend.era());
        Set<String> members = new TreeSet<>();
        for (int i = 0; i < population.size(); i++) {
            members.add(String.format(
                    Locale.ROOT,
                    "%s %s %.9f",
                    population.releaseIds().get(i),
                    LocalDate.ofEpochDay(population.epochDay()[i]),
                    population.log10Value()[i]));
        }
        return members;
    }

    /** Data is a vintage or a preset; settings are written as on the command line, with spaces between. */
    private static TrendConfig config(String data, String settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("trends", TRENDS);
        List<String> assignments =
                new ArrayList<>(settings == null || settings.isEmpty() ? List.of() : List.of(settings.split(" ", -1)));
        boolean preset = !data.startsWith("2");
        if (!preset) {
            assignments.add("vintage=" + data);
        }
        assignments.forEach(
                assignment -> all.put(assignment.replaceFirst("=.*", ""), assignment.replaceFirst("[^=]*=", "")));
        return new ConfigLoader(preset ? Optional.of(data) : Optional.empty(), Optional.empty(), all).load();
    }
}
