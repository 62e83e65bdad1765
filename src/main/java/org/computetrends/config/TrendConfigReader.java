package org.computetrends.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.Segmentation;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.VintageScope;
import org.computetrends.evaluate.SensitivityEvaluator;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.TrendProjector;
import org.computetrends.ingest.BadFiles;
import org.computetrends.ingest.ColumnMapping;
import org.computetrends.population.DerivativeRule;
import org.computetrends.population.Selection;
import org.computetrends.publish.CatalogSettings;
import org.computetrends.publish.SinkAddress;
import org.computetrends.table.PublishedTables;

/**
 * Reads all settings of a run. {@link Vocabulary} is read first, because all sections use its metrics and eras. Any
 * other section is read before the sections that refer to it.
 */
final class TrendConfigReader {
    private static final double MOST_CHANGED_PERCENT = 1000;

    private final SettingsReader root;
    private final Config source;
    private final Vocabulary vocabulary;

    TrendConfigReader(SettingsReader root, Config source) {
        this.root = root;
        this.source = source;
        this.vocabulary = new Vocabulary(root);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    TrendConfig read() {
        SettingsReader dates = root.section("dates");
        PopulationRules rules = RulesReader.rules(root, dates);
        TimeScale timeScale = rules.timeScale();
        long seed = root.longWholeNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        TrendProjector.Settings projection = new ProjectionReader(root, vocabulary).projection(timeScale, seed);
        TrendConfig.Summary summary = summary(root.section("summary"), projection);
        TrendFitter.Settings fitting = new FittingReader(root, vocabulary).fitting(timeScale, seed);
        SettingsReader mapping = root.section("mapping");
        SettingsReader cells = mapping.section("cells");
        ColumnMapping columns = MappingReader.columnMapping(mapping, cells);
        CurationRules curation = curation(root.section("curation"), columns.blanks());
        Segmentation segmentation = new Segmentation(
                rules,
                List.copyOf(vocabulary.metrics().values()),
                vocabulary.eraScheme(),
                trends(projection, summary, fitting));
        Selection selection = new Selection(rules, DerivativeRule.UNRANKED, curation.excludedConfidence(), Set.of());
        ReportingReader reporting =
                new ReportingReader(root.section("reporting"), root.section("threshold-counts"), vocabulary);
        TrendConfig.History history = new HistoryReader(root, vocabulary).history(selection, seed);
        SensitivityEvaluator.Settings sensitivity =
                new SensitivityReader(root.section("sensitivity"), vocabulary).sensitivity(source, selection);
        SizeLimits sizes = sizes(root.section("scale"));
        return new TrendConfig(
                root.filledText("input"),
                root.filledText("output"),
                Optional.ofNullable(root.optionalDate("vintage")),
                scope(),
                seed,
                root.section("ingest").choice("bad-files", BadFiles.class),
                columns,
                MappingReader.cells(cells, columns.blanks()),
                MappingReader.scopes(mapping.section("scopes")),
                timeScale,
                curation,
                segmentation,
                fitting,
                projection,
                sensitivity,
                BacktestReader.of(root, vocabulary)
                        .backtest(
                                selection,
                                projection,
                                new OddsReader(root.section("odds"), source, vocabulary),
                                sensitivity,
                                sizes.releases()),
                reporting.reportingEstimator(timeScale),
                reporting.knowledge(selection, history.revisions()),
                new NowcastReader(root, vocabulary)
                        .nowcasts(projection.generationTrend().metric(), selection, columns.blanks()),
                dates.optionalNumber("end-where-coverage-below", 0, 1),
                sizes,
                history,
                summary,
                publishing(root.section("publishing")),
                source);
    }

    private Optional<VintageScope> scope() {
        String text = root.text("scope");
        Optional<VintageScope> scope = VintageScope.of(text);
        if (scope.isEmpty() && !text.equals(VintageScope.COMPARABLE)) {
            root.unknown(
                    "scope",
                    text,
                    Stream.concat(Stream.of(VintageScope.COMPARABLE), VintageScope.ids().stream())
                            .toList());
        }
        return scope;
    }

    private static CurationRules curation(SettingsReader section, Blanks blanks) {
        return new CurationRules(
                section.date("earliest-date"),
                section.choices("excluded-confidence", Confidence.class),
                section.flag("reject-marked-excluded"),
                blanks);
    }

    /** All trends to fit: the trends of the section {@code trends}, then the trends to which other settings refer. */
    private List<TrendSpecification> trends(
            TrendProjector.Settings projection, TrendConfig.Summary summary, TrendFitter.Settings fitting) {
        Set<TrendSpecification> trends = new LinkedHashSet<>();
        List<SettingsReader> items = root.items("trends");
        List<List<Metric>> metrics = vocabulary.metricsOfEntries(items);
        for (int i = 0; i < items.size(); i++) {
            List<Cohort> cohorts = vocabulary.cohortsOf(items.get(i));
            List<Era> eras = vocabulary.erasOf(items.get(i));
            for (Metric metric : metrics.get(i)) {
                for (Cohort cohort : cohorts) {
                    for (Era era : eras) {
                        trends.add(new TrendSpecification(metric, cohort, era, GrowthModel.EXPONENTIAL));
                    }
                }
            }
        }
        for (TrendKey key : trendsReferredTo(projection, summary, fitting)) {
            Metric metric = vocabulary.metrics().get(key.metric());
            Era era = vocabulary.eras().get(key.era());
            // Unknown names were reported when the key was read.
            if (metric != null && era != null) {
                trends.add(new TrendSpecification(metric, Cohort.parse(key.cohort()), era, key.growthModel()));
            }
        }
        return List.copyOf(trends);
    }

    private static List<TrendKey> trendsReferredTo(
            TrendProjector.Settings projection, TrendConfig.Summary summary, TrendFitter.Settings fitting) {
        List<TrendKey> keys = new ArrayList<>(summary.trends());
        projection
                .scenarios()
                .forEach(scenario -> keys.addAll(scenario.assumption().trends()));
        keys.add(projection.resourceBasis().pricePerformance());
        projection.decompositions().forEach(decomposition -> {
            keys.add(decomposition.whole());
            keys.addAll(decomposition.parts());
        });
        fitting.comparisons().forEach(pair -> keys.addAll(List.of(pair.first(), pair.second())));
        List<TrendKey> projected = new ArrayList<>(projection.trends());
        projected.add(projection.generationTrend());
        // A projection also needs its cohort over all dates, for records, and the trends from which paths are drawn.
        for (TrendKey key : projected) {
            keys.addAll(List.of(key, TrendProjector.allTime(key)));
            keys.addAll(TrendProjector.sources(key));
        }
        return keys;
    }

    private TrendConfig.Summary summary(SettingsReader section, TrendProjector.Settings projection) {
        List<TrendKey> trends =
                section.items("trends").stream().map(vocabulary::trendKey).toList();
        SettingsReader crossings = section.section("crossings");
        String metric = vocabulary.metric(crossings, "metric").id();
        List<String> cohorts = crossings.texts("cohorts");
        Set<String> projectedCohorts = projection.trends().stream()
                .filter(trend -> trend.metric().equals(metric))
                .map(TrendKey::cohort)
                .collect(Collectors.toSet());
        if (vocabulary.metrics().containsKey(metric)) {
            cohorts.stream()
                    .filter(cohort -> !projectedCohorts.contains(cohort))
                    .forEach(cohort -> crossings.fault(
                            "cohorts", cohort, "has no projected trend of " + metric + " to show crossings of"));
        }
        return new TrendConfig.Summary(trends, metric, cohorts, List.copyOf(crossings.numbers("thresholds")));
    }

    private static SizeLimits sizes(SettingsReader section) {
        return new SizeLimits(
                section.longWholeNumber("spark-above-megabytes", 0, 1024) << 20,
                section.wholeNumber("driver-megabytes", 0, 1_000_000));
    }

    /**
     * Reads the addresses of sinks. A fault does not quote an address as written, because the address may contain a
     * secret. It may quote a parsed address, whose text contains no login.
     */
    private static List<SinkAddress> sinks(SettingsReader section) {
        List<SinkAddress> sinks = new ArrayList<>();
        List<String> addresses = section.texts("sinks");
        for (String text : addresses) {
            Optional<SinkAddress> sink =
                    section.checked("sinks", () -> Optional.of(SinkAddress.parse(text)), Optional.empty());
            if (sink.filter(sinks::contains).isPresent()) {
                section.fault("sinks", sink.get().toString(), "is named more than once");
            }
            sink.ifPresent(sinks::add);
        }
        if (addresses.isEmpty() && section.value("sinks") instanceof ConfigList) {
            section.fault("sinks", "[]", "must name one sink at least");
        }
        return List.copyOf(sinks);
    }

    private TrendConfig.Publishing publishing(SettingsReader section) {
        List<String> knownTables =
                Arrays.stream(PublishedTables.values()).map(PublishedTables::id).toList();
        List<String> tables = section.texts("tables");
        for (String table : new LinkedHashSet<>(tables)) {
            if (Collections.frequency(tables, table) > 1) {
                section.fault("tables", table, "is named more than once");
            }
            if (!knownTables.contains(table)) {
                section.unknown("tables", table, knownTables);
            }
        }
        Double failIfChanged = section.optionalPercent("fail-if-changed", MOST_CHANGED_PERCENT);
        if (failIfChanged != null && !tables.contains(PublishedTables.TRENDS.id())) {
            section.fault("fail-if-changed", section.text("fail-if-changed"), "needs trends in publishing.tables");
        }
        return new TrendConfig.Publishing(
                sinks(section),
                List.copyOf(tables),
                section.longWholeNumber("rows-per-file", 1, Long.MAX_VALUE),
                section.longWholeNumber("hash-inputs-up-to-megabytes", 0, 1L << 40) << 20,
                Optional.ofNullable(section.optionalText("metrics-file")),
                failIfChanged,
                catalogs());
    }

    /** The settings of each catalog, with nested keys joined by dots. Their values are checked by Iceberg, not here. */
    private Map<String, CatalogSettings> catalogs() {
        Map<String, CatalogSettings> catalogs = new TreeMap<>();
        root.sections("catalogs").forEach((name, section) -> {
            if (!SinkAddress.CATALOG_NAME.matcher(name).matches()) {
                root.fault("catalogs", name, "must be a name of letters, digits, _ and -");
            }
            Map<String, String> properties = new TreeMap<>();
            flatten("", section, properties);
            catalogs.put(name, new CatalogSettings(properties));
        });
        return catalogs;
    }

    private static void flatten(String prefix, SettingsReader section, Map<String, String> properties) {
        for (String key : section.keys()) {
            if (section.value(key) instanceof ConfigObject) {
                flatten(prefix + key + ".", section.section(key), properties);
            } else {
                properties.put(prefix + key, section.text(key));
            }
        }
    }
}
