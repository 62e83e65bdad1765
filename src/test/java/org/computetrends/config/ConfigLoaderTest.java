package org.computetrends.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.computetrends.TestDefaults;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Lead;
import org.computetrends.domain.Metric;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.UserException;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.evaluate.ReportingDelayEstimator;
import org.computetrends.evaluate.ThresholdCounter;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.ForecastSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Default settings, their overriding, and the messages about wrong ones. */
class ConfigLoaderTest {

    @TempDir
    private Path folder;

    @Test
    void defaultsEqualTheDefinitionsInMethods() {
        TrendConfig config = load(Map.of());
        assertThat(config.vintage()).isEmpty();
        assertThat(config.timeScale()).isEqualTo(new TimeScale(365.25, 30.4375));
        PopulationRules rules = config.segmentation().rules();
        assertThat(rules.imputation()).isEqualTo(DateImputation.MIDDLE);
        assertThat(rules.outliers()).isEqualTo(OutlierRule.KEEP);
        assertThat(rules.frontierSize()).isEqualTo(10);
        assertThat(rules.zScore()).isEqualTo(new ZScoreRule(364, -2, 0.76, LocalDate.of(2015, 9, 1)));
        assertThat(rules.with(draft -> draft.commonValueMinimum = 2)).isEqualTo(TestDefaults.RULES);
        assertThat(config.knowledge().establishedYears()).isEqualTo(3);
        assertThat(config.knowledge().delays().settings())
                .isEqualTo(new ReportingDelayEstimator.Settings(
                        LocalDate.of(2023, 12, 1),
                        List.of(0, 1, 2, 3, 4, 6, 9, 12, 18, 24),
                        config.history().revisions().seams(),
                        config.history().revisions().identity()));
        assertThat(config.knowledge().thresholds())
                .isEqualTo(new ThresholdCounter(
                        Map.of("training_compute", List.of(Double.valueOf("1e23"), 1e24, 1e25, 1e26))));
        assertThat(config.backtest().forecasting().paths()).isEqualTo(TestDefaults.PATHS);
        assertThat(config.backtest().forecasting().choice())
                .isEqualTo(new ForecastSettings.Choice("simulation", "simulation-from-coverage", "frontier-line-5y"));
        assertThat(config.backtest().horizonsMonths()).containsExactly(6, 12, 18, 24, 36);
        assertThat(config.backtest().backtestPaths()).isEqualTo(4000);
        assertThat(config.metrics())
                .extracting(Metric::id)
                .contains(
                        "training_compute",
                        "parameters",
                        "dataset_size",
                        "training_cost",
                        "training_cost_cloud",
                        "training_cost_acquisition",
                        "training_power",
                        "training_time",
                        "hardware_quantity");
        assertThat(config.history().revisions().ageBounds()).containsExactly(1.0, 2.0, 5.0);
        assertThat(config.history().revisions().identity().distinctive())
                .containsExactlyInAnyOrder("training_compute", "parameters");
        assertThat(config.history().revisions().seams())
                .extracting(seam -> seam.id() + " " + seam.from() + " " + seam.to())
                .containsExactly(
                        "milestones-to-notable 2023-03-03 2023-12-14",
                        "benchmark-imputed-compute 2024-12-01 null",
                        "notability-judged-anew 2025-06-20 2025-11-01");
    }

    @Test
    void aBoundOfChangeIsInPercentAndNeedsTheTrends() {
        assertThat(load(Map.of()).publishing().failIfChanged()).isNull();
        assertThat(load(Map.of("publishing.fail-if-changed", "2.5%"))
                        .publishing()
                        .failIfChanged())
                .isEqualTo(0.025);
        assertThatThrownBy(
                        () -> load(Map.of("publishing.fail-if-changed", "5%", "publishing.tables", "[releases, runs]")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("publishing.fail-if-changed = 5% needs trends in publishing.tables");
    }

    @Test
    void aPresetOverridesDefaultsAndAFileThePresetAndASettingTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.conf"), "populations.frontier-size = 7\ndates.imputation = middle\n");
        TrendConfig config = new ConfigLoader(
                        Optional.of("sevilla-2022"),
                        Optional.of(file.toFile()),
                        Map.of("populations.frontier-size", "5"))
                .load();
        assertThat(config.timeScale()).isEqualTo(new TimeScale(365, 30));
        assertThat(config.segmentation().rules().imputation()).isEqualTo(DateImputation.MIDDLE);
        assertThat(config.segmentation().rules().frontierSize()).isEqualTo(5);
        assertThat(config.settings().get("time.days-per-month"))
                .isEqualTo(new TrendConfig.Setting("30", "conf/presets/sevilla-2022.conf: 9"));
        assertThat(config.settings().get("populations.frontier-size"))
                .isEqualTo(new TrendConfig.Setting("5", "--set populations.frontier-size"));
    }

    @Test
    void everyFaultIsReportedAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.conf"), """
                populations { fronteer-size = 5 }
                time.days-per-year = many
                dates.imputation = end
                populations.frontier-size = 0
                vintage = yesterday
                trends = [ { metrics = [training_computer], cohorts = [frontier], eras = [deep-learning] } ]
                """);
        assertThatThrownBy(() -> new ConfigLoader(Optional.empty(), Optional.of(file.toFile()), Map.of()).load())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("the configuration has 6 faults:")
                .hasMessageContaining(
                        "populations.fronteer-size is not a setting; did you mean populations.frontier-size?")
                .hasMessageContaining("time.days-per-year = many must be a number (")
                .hasMessageContaining("dates.imputation = end must be one of middle, start")
                .hasMessageContaining("populations.frontier-size = 0 must be from 1 to 10000")
                .hasMessageContaining("vintage = yesterday must be a date such as 2026-05-02")
                .hasMessageContaining("trends[0].metrics = training_computer must be one of chip_compute")
                .hasMessageContaining("bad.conf: 2");
    }

    @Test
    void whatIsMissingIsOneFault() throws IOException {
        Path file = Files.writeString(
                folder.resolve("nameless.conf"),
                "backtest.methods = ${backtest.methods} [ { id = mine, cohort = all, shape = line, years = null } ]");
        assertThatThrownBy(() -> new ConfigLoader(Optional.empty(), Optional.of(file.toFile()), Map.of()).load())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("backtest.methods[10].name = missing must have a value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "projections.trends | [{metric=parameters, cohort=record, era=jurassic}] | era = jurassic must be one of",
                "projections.trends | [{metric=parameters, cohort=all, era=pre-deep-learning}] | trends[0].era = pre-deep-learning"
                        + " ends on 2010-01-01: only an era without an end can be carried forward",
                "trends | [{metrics=[\"*\"], cohorts=[giants], eras=[all-time]}] | 'giants' is none of all, notable",
                "trends | [{metrics=[\"*\"], cohorts=[\"frontier;by=height\"], eras=[all-time]}] | must rank by one of",
                "trends | nothing | trends = \"nothing\" must be a list",
                "trends.frontier-sise | 5 | trends = {\"frontier-sise\":5} must be a list",
                "eras.deep-learning.from | 2011-01-01 | must begin where pre-deep-learning ends",
                "metrics.training_compute | 5 | metrics.training_compute = 5 must be a section",
                "metrics.training_compute.value | null | metrics.training_compute.value = null must have a value",
                "vintage-changes.distinctive-metrics | [weight] | distinctive-metrics = weight must be one of chip_compute",
                "nowcasts.metrics | [weight] | nowcasts.metrics = weight must be one of chip_compute",
                "nowcasts.metrics | [training_compute] | must be at most 6 different metrics, without training_compute",
                "nowcasts.metrics | [parameters, parameters] | must be at most 6 different metrics, without training_compute",
                "revisions.ages-years | [2, 1] | revisions.ages-years = [2.0, 1.0] must ascend from above 0",
                "seams.notability-judged-anew.to | 2025-06-20 | from = 2025-06-20 must be before to = 2025-06-20",
                "seams.notability-judged-anew.words | null | seams.notability-judged-anew.words = null must have a value",
                "publishing.tables | [trend] | publishing.tables = trend must be one of trends",
                "mapping.fields.height | [Height] | must be the name of a column of the canonical schema",
                "mapping.cells.dates.day | [\"bb\"] | Unknown pattern letter: b",
                "populations.notable-when-unflagged | maybe | must be true or false",
                "scenarios.slowdown.slope-factor | -1 | scenarios.slowdown.slope-factor = -1 must be from 0 to 100",
                "scenarios.reversion.reversions | [{weight=0.5, years=8}] | must have weights that add up to 1",
                "scenarios.constrained.limits.power.low | 1e31 | must be below high = 2.0E30",
                "scenarios.mine | {kind=jump, metrics=[]} | scenarios.mine.kind = jump must be one of pace, reversion, limits",
                "reporting.established-years | 0 | reporting.established-years = 0 must be from 1 to 100",
                "reporting.delays.ages-months | [1.5] | ages-months = 1.5 must be a whole number from 0 to 1200",
                "reporting.delays.ages-months | [1, 1] | reporting.delays.ages-months = 1 is named more than once",
                "odds.to-oom | 24 | odds.to-oom = 24 must be from 25 to 300",
                "odds.per-oom | 0 | odds.per-oom = 0 must be from 1 to 100",
                "odds.leads-months | [6, 6] | odds.leads-months = 6 is named more than once",
                "odds.leads-months | [6.5] | odds.leads-months = 6.5 must be a whole number from 1 to 1200",
                "odds.sensitivity.before | [2027-01-01, soon] | before = soon must be a date such as 2026-05-02",
                "odds.sensitivity.process.slope-deviation | [-1] | slope-deviation = -1 must be from 0 to 10",
                "seams.notability-judged-anew.to | 2025-01-01 | from = 2025-06-20 must be before to = 2025-01-01",
                "threshold-counts.training_compute | [0] | threshold-counts.training_compute = 0 must be above 0",
                "threshold-counts.training_compute | [1e9, 1e9] | is named more than once",
                "threshold-counts.height | [1e9] | threshold-counts.height = [...] must be the name of one of",
                "fitting.replicates | 7 | fitting.replicates = 7 must be 40 at least, or 0 for none",
                "fitting.confidence-factors.sure | 3 | fitting.confidence-factors.sure = 3 must be the name of one of confident, likely",
                "publishing.fail-if-changed | 5 | publishing.fail-if-changed = 5 must be null or a share in percent such as 5%",
                "publishing.fail-if-changed | 0.05 | = 0.05 must be null or a share in percent such as 5%, from 0% to 1000%",
                "publishing.fail-if-changed | -5% | = -5% must be null or a share in percent",
                "publishing.fail-if-changed | 2000% | = 2000% must be null or a share in percent",
                "publishing.sinks | [] | publishing.sinks = [] must name one sink at least",
                "publishing.sinks | [parquet, parquet] | publishing.sinks = parquet is named more than once",
                "publishing.sinks | [\"postgresql://db/x?password=y\"] | publishing.sinks: must not contain a password (password)",
                "publishing.tables | [trends, trends] | publishing.tables = trends is named more than once",
                "generations.resources.algorithms.halving-months | 20 | halving-months = 20.0 must be between halving-months-low = 5.0 and halving-months-high = 14.0",
                "projections.thresholds.parameters | [{value=1e14,label=a},{value=1e14,label=b}] | is a threshold already",
                "summary.crossings.cohorts | [frontiers] | has no projected trend of training_compute to show crossings of",
                "spans.deep-learning.from | 2012-01-01 | is the name of an era too",
                "metrics.model | {label=a, unit=b, value=c} | metrics.model is the name of a column of the releases table (--set",
                "metrics.vintage | {label=a, unit=b, value=c} | is the name of a column of the releases table",
                "metrics.run_id | {label=a, unit=b, value=c} | is the name of a column of the releases table",
                "sensitivity.alternatives.frontier-size | [5, 0] | sensitivity.alternatives.frontier-size = 0 must be from 1 to 10000",
                "sensitivity.alternatives.imputation | [end] | must be one of middle, start",
                "sensitivity.alternatives.colour | [red] | sensitivity.alternatives.colour is not a setting",
                "sensitivity.alternatives.era-start | {jurassic = [2012-01-01]} | the name of an era or a span with a first date",
                "sensitivity.alternatives.era-start.pre-deep-learning | [2009-01-01] | an era or a span with a first date",
                "sensitivity.grids | [{metric=parameters, cohort=record, era=all-time, settings=[size]}] | settings = size must be one",
                "sensitivity.trends | [{metric=parameters, cohort=\"domain=*\", era=all-time}] | must name one value of its attribute",
                "backtest.metric | height | backtest.metric = height must be one of chip_compute",
                "backtest.horizons-months | [36, 6.5] | backtest.horizons-months = 6.5 must be a whole number from 6 to 1200",
                "backtest.horizons-months | [3] | backtest.horizons-months = 3 must be from 6 to 1200",
                "backtest.horizons-months | [12, 12] | backtest.horizons-months = 12 is named more than once",
                "backtest.paths | 99 | backtest.paths = 99 must be from 100 to 1000000",
                "backtest.replicates | 0 | backtest.replicates = 0 must be from 100 to 1000000",
                "backtest.targets | [largest] | backtest.targets = largest must be one of frontier, record",
                "backtest.methods | [{id=a, cohort=all, shape=circle, years=null}] | must be one of line, best-piecewise",
                "backtest.methods | [{id=a, cohort=notable, shape=simulation, years=5}] | cohort = notable must be frontier",
                "backtest.methods | [{id=a, cohort=frontier, shape=simulation, years=null}] | years = null must be a number",
                "backtest.methods | [{id=none, cohort=record, shape=line, years=5}] | id = none means no method",
                "backtest.methods | [{id=a, cohort=record, shape=line, years=1.5}] | years = 1.5 must be a whole number",
                "backtest.methods | [{id=a, name=a, cohort=record, shape=line, years=5}, {id=a, name=b, cohort=record, shape=line, years=6}]"
                        + " | backtest.methods[1].id = a is a method already",
                "backtest.methods | [5] | backtest.methods = 5 must be a list of { ... }",
                "backtest.horizons-months | [{a=5}] | must be a list of plain values",
                "projections.trends | [{metric=parameters, cohort=record, era=all-time}, {metric=parameters, cohort=record, era=deep-learning}]"
                        + " | cohort = record is projected twice for parameters: keep one era",
                "comparisons | [{metrics=[parameters], first={cohort=\"domain=*\", era=all-time}, second={cohort=record, era=all-time}}]"
                        + " | first.cohort = domain=* must be one cohort, and not one for each value",
                "comparisons | [{metrics=[parameters, parameters], first={cohort=all, era=all-time}, second={cohort=record, era=all-time}}]"
                        + " | metrics = parameters is compared over these trends already",
                "populations.families.Claude | [\"*\"] | Claude = * must be names; a name that ends in * must have text before it",
                "scenarios.constrained.limits | {} | scenarios.constrained.limits = {} must name a limit at least",
                "fitting.confidence-factors.likely | [3] | fitting.confidence-factors.likely = [3] must be a plain value",
                "metrics.Compute | {label=a, unit=b, value=c} | whose id must be lower-case letters, digits and underscores",
                "cohorts.\"regular-scale;notable\" | {label=a} | names the cohort with the id",
                "catalogs.\"a/b\" | {type=rest} | catalogs = a/b must be a name of letters, digits, _ and -",
                "forecast.default | record | forecast.default = record must be one of backtest.methods: simulation, ",
                "forecast.benchmark | best | forecast.benchmark = best must be one of backtest.methods: simulation, ",
                "forecast.default-where-coverage-ended | x | = x must be one of backtest.methods: simulation, ",
                "forecast.slope-deviation | -0.1 | forecast.slope-deviation = -0.1 must be from 0 to 10",
                "forecast.rate-years | 0 | forecast.rate-years = 0 must be from 1 to 100",
                "forecast.rate-lag-months | -1 | forecast.rate-lag-months = -1 must be from 0 to 1200",
                "forecast.least-arrivals-per-year | 0 | forecast.least-arrivals-per-year = 0 must be from 0.01 to 1000",
                "forecast.fewest-releases | 2 | forecast.fewest-releases = 2 must be from 3 to 1000000",
                "forecast.coverage-lag-days | -1 | forecast.coverage-lag-days = -1 must be from 0 to 100000",
                "forecast.record-softness | 11 | forecast.record-softness = 11 must be from 0 to 10",
                "backtest.methods | [{id=a, cohort=\"domain=x\", shape=line, years=null}] | must be a cohort without conditions",
                "dates.end-where-coverage-below | 2 | dates.end-where-coverage-below = 2 must be from 0 to 1",
                "eras.deep-learning.to | 2011-06-01 | an era must begin before it ends, but deep-learning is from 2012-01-01",
                "leads.china-after-rest.cohort | domain=* | leads.china-after-rest.cohort = domain=* must name one value",
                "leads.china-after-rest.measure | ahead | measure = ahead must be one of behind, catch-up",
                "leads.china-after-rest.attribute | region | attribute = region must be one of domain, country",
                "leads.china-after-rest.follower.values | [] | values = [] must name one value at least",
                "leads.china-after-rest.leader.values | [China] | leads.china-after-rest.follower.values = china is the leader's too",
                "leads.china-after-rest.metric | compute | leads.china-after-rest.metric = compute must be one of",
                "seed | 1.5 | seed = 1.5 must be a whole number"
            })
    void anImpossibleSettingIsNamedWithItsBound(String key, String value, String message) {
        assertThatThrownBy(() -> load(Map.of(key, value)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
    }

    @Test
    void datesMustBeginBeforeTheyEnd() {
        assertThatThrownBy(() -> load(Map.of("dates.from", "2000-01-01", "dates.to", "1900-01-01")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("dates.from = 2000-01-01 must be before dates.to = 1900-01-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[parquet, \"postgresql://localhost/w?schema=My-Trends\"]",
                "[parquet, \"iceberg:\"]",
                "[\"postgresql://a@b/w\"]",
                "[ftp]"
            })
    void aSinkThatCannotBeReadIsOneFault(String sinks) {
        assertThatThrownBy(() -> load(Map.of("publishing.sinks", sinks)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("publishing.sinks: must ")
                .hasMessageNotContaining("more than once")
                .hasMessageNotContaining("must name one sink at least");
    }

    @Test
    void unknownTablesAreNamedInTheOrderOfTheSetting() {
        assertThatThrownBy(() -> load(Map.of("publishing.tables", "[owl, zebra, ant, mole, yak, bee]")))
                .hasMessageMatching("(?s).*= owl .*= zebra .*= ant .*= mole .*= yak .*= bee .*");
    }

    @Test
    void aValueThatIsNotAListIsOneFault() {
        for (String key : List.of("publishing.sinks", "summary.crossings.cohorts")) {
            assertThatThrownBy(() -> load(Map.of(key, "parquet")))
                    .hasMessage(key + " = \"parquet\" must be a list [ ... ] (--set " + key + ")");
        }
    }

    @Test
    void aPathThroughAListNamesTheOption() {
        assertThatThrownBy(() -> load(Map.of("backtest.methods.simulation.years", "5")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("backtest.methods = {\"simulation\":{\"years\":5}} must be a list [ ... ]"
                        + " (--set backtest.methods.simulation.years)");
    }

    @Test
    void valuesOfALeadAreInTheLowerCaseOfReleases() {
        // Java's lower case has another sigma at the end of a word.
        assertThat(load(Map.of("leads.china-after-rest.follower.values", "[\u039f\u03a3]"))
                        .history()
                        .leads()
                        .leads())
                .extracting(lead -> lead.follower().values())
                .contains(Set.of("\u03bf\u03c3"));
    }

    @Test
    void datesThatCannotBeReadAreAFaultEach() {
        assertThatThrownBy(() -> load(Map.of("odds.sensitivity.before", "[soon, later]")))
                .hasMessageContainingAll("before = soon must be a date", "before = later must be a date")
                .hasMessageNotContaining("more than once");
    }

    @Test
    void theTrendsVariedAreThoseOfTheSummary() {
        TrendConfig config = new ConfigLoader(Optional.of("sevilla-2022"), Optional.empty(), Map.of()).load();
        assertThat(config.sensitivity().trends())
                .extracting(TrendSpecification::key)
                .isEqualTo(config.summary().trends());
    }

    @Test
    void anUnknownPresetIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> new ConfigLoader(Optional.of("amodei-2018"), Optional.empty(), Map.of()).load())
                .hasMessage("unknown preset 'amodei-2018': there are epoch-notable, sevilla-2022");
    }

    @Test
    void aMisspeltNameIsAnsweredWithTheOneThatMayBeMeant() {
        assertThatThrownBy(() -> new ConfigLoader(Optional.of("sevila-2022"), Optional.empty(), Map.of()).load())
                .hasMessage("unknown preset 'sevila-2022': did you mean sevilla-2022?");
        assertThatThrownBy(() -> load(Map.of("frontier-size", "5")))
                .hasMessage("frontier-size is not a setting; did you mean populations.frontier-size?"
                        + " (--set frontier-size)");
        assertThatThrownBy(() -> load(Map.of("population.frontier-size", "5")))
                .hasMessage("population.frontier-size is not a setting; did you mean populations.frontier-size?"
                        + " (--set population.frontier-size)");
        assertThatThrownBy(() -> load(Map.of("summary.crossings.metric", "training_computer")))
                .hasMessageContaining("; did you mean training_compute? (");
        assertThatThrownBy(() -> load(Map.of("publishing.tables", "[trend]")))
                .hasMessageEndingWith("revisions, trend_history, runs; did you mean trends? (--set publishing.tables)");
    }

    @Test
    void aLeadNeedsNoDateAndNoExclusions() {
        TrendConfig config = load(Map.of(
                "leads.mine",
                "{label = Mine, metric = training_compute, cohort = frontier, attribute = country, measure = behind,"
                        + " leader {label = rest, values = []}, follower {label = c, values = [China]}}"));
        Lead mine = config.history().leads().leads().stream()
                .filter(lead -> lead.id().equals("mine"))
                .findFirst()
                .orElseThrow();
        assertThat(mine.leader().from()).isNull();
        assertThat(mine.excludedReleases()).isEmpty();
    }

    @Test
    void aMissingFileIsNamed() {
        File missingFile = folder.resolve("none.conf").toFile();
        assertThatThrownBy(() -> new ConfigLoader(Optional.empty(), Optional.of(missingFile), Map.of()).load())
                .hasMessage("configuration file " + missingFile + " does not exist");
    }

    @Test
    void pathsNeedNoQuotes() {
        assertThat(load(Map.of("input", "hdfs://host:9000/a b/releases")).input())
                .isEqualTo("hdfs://host:9000/a b/releases");
    }

    @Test
    void theDigestDependsOnSettingsThatChangeValuesOnly() {
        String digest = load(Map.of()).digest();
        assertThat(load(Map.of("output", "elsewhere", "publishing.rows-per-file", "7"))
                        .digest())
                .isEqualTo(digest);
        assertThat(load(Map.of("seed", "1", "populations.frontier-size", "10", "vintage", "2026-05-02"))
                        .digest())
                .isEqualTo(digest);
        assertThat(load(Map.of("populations.z-score.large-above", "0.76")).digest())
                .isEqualTo(digest);
        assertThat(load(Map.of("populations.frontier-size", "11")).digest()).isNotEqualTo(digest);
        assertThat(load(Map.of("seed", "2")).digest()).isNotEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sevilla-2022", "epoch-notable"})
    void everyPresetLoads(String preset) {
        assertThat(new ConfigLoader(Optional.of(preset), Optional.empty(), Map.of())
                        .load()
                        .vintage())
                .isPresent();
    }

    @Test
    void everyPresetFileIsListed() {
        String[] files = java.util.Objects.requireNonNull(new File("conf/presets").list());
        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(ConfigLoader.PRESETS.stream()
                        .map(name -> name + ".conf")
                        .toList());
    }

    /**
     * Trends of overlapping eras are compared over the common dates. A common span without a name gets one. Eras
     * without common dates remain as they are.
     */
    @ParameterizedTest
    @CsvSource({
        "deep-learning, large-scale, '', large-scale, large-scale",
        "deep-learning, all-time, '', deep-learning, deep-learning",
        "deep-learning, deep-learning, '', deep-learning, deep-learning",
        "deep-learning, pre-deep-learning, '', deep-learning, pre-deep-learning",
        "tens, large-scale, '', tens-and-large-scale, tens-and-large-scale",
        "deep-learning, large-scale, 'span = tens', tens, tens",
        "deep-learning, large-scale, 'span = null', deep-learning, large-scale"
    })
    void trendsAreComparedOverACommonSpan(String era, String otherEra, String span, String first, String second) {
        TrendConfig config = load(Map.of(
                "spans.tens",
                "{ from = 2012-01-01, to = 2020-01-01 }",
                "comparisons",
                "[{ metrics = [parameters], first { cohort = all, era = " + era
                        + " }, second { cohort = frontier, era = " + otherEra + " }, " + span + " }]"));
        TrendFitter.Pair pair = config.fitting().comparisons().get(0);
        assertThat(pair.first()).isEqualTo(new TrendKey("parameters", "all", first, GrowthModel.EXPONENTIAL));
        assertThat(pair.second()).isEqualTo(new TrendKey("parameters", "frontier", second, GrowthModel.EXPONENTIAL));
        assertThat(config.segmentation().trends())
                .extracting(TrendSpecification::key)
                .contains(pair.first(), pair.second());
        if (first.equals("tens-and-large-scale")) {
            assertThat(config.segmentation().trends())
                    .extracting(TrendSpecification::era)
                    .contains(new Era(first, LocalDate.of(2015, 9, 1), LocalDate.of(2020, 1, 1)));
        }
    }

    @Test
    void aComparisonOfATrendWithItselfOrOverNoSpanIsRefused() {
        String sides = "[{ metrics = [parameters], first { cohort = all, era = deep-learning },"
                + " second { cohort = all, era = large-scale } ";
        assertThatThrownBy(() -> load(Map.of("comparisons", sides + "}]")))
                .hasMessageContaining("comparisons[0].second = all in large-scale must differ from first");
        assertThatThrownBy(() -> load(Map.of("comparisons", sides + ", span = large }]")))
                .hasMessageContaining("comparisons[0].span = large must be one of ");
    }

    @Test
    void thereIsRoomForTwoKilobytesAReleaseInHalfOfJavasMemory() {
        SizeLimits sizes = load(Map.of()).sizes();
        assertThat(sizes.sparkAboveBytes()).isEqualTo(4 << 20);
        assertThat(sizes.releases()).isEqualTo(200_000);
        // 50 for each of the 400 MB of scale.driver-megabytes.
        assertThat(sizes.organizations()).isEqualTo(20_000);
        sizes.requireRoom(200_000, 800L << 20);
        assertThatThrownBy(() -> sizes.requireRoom(200_000, 798L << 20))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "the input has 200000 releases, which take 400 MB, more than half of Java's memory, 798 MB")
                .hasMessageContaining("scale.driver-megabytes = 400");
        assertThat(load(Map.of("scale.driver-megabytes", "0")).sizes().releases())
                .isZero();
    }

    @Test
    void aSettingOfAnOlderVersionIsRefusedWithItsReplacement() {
        assertThatThrownBy(() -> load(Map.of("small-input-megabytes", "4")))
                .hasMessageContaining(
                        "small-input-megabytes is not a setting any more: its name is scale.spark-above-megabytes");
        assertThatThrownBy(() -> load(Map.of("scale.rows-above", "4")))
                .hasMessageContaining("scale.rows-above is not a setting any more: publishing.tables names the tables");
    }

    private static TrendConfig load(Map<String, String> settings) {
        return new ConfigLoader(Optional.empty(), Optional.empty(), settings).load();
    }
}
