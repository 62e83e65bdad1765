package org.computetrends.config;

import com.typesafe.config.Config;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.computetrends.curate.ReleaseCurator;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Era;
import org.computetrends.domain.Generation;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.ingest.CellFormats;
import org.computetrends.ingest.ColumnMapping;
import org.computetrends.project.TrendProjector;
import org.computetrends.segment.PopulationSegmenter;
import org.jspecify.annotations.Nullable;

/** Reads the sections of the configuration, in the order of {@code conf/compute-trends.conf}. */
final class TrendConfigReader {
    private static final String EVERY = "*";
    private static final List<String> TABLES =
            List.of("releases", "rejects", "observations", "trends", "projections", "crossings", "generations", "runs");

    private final SettingsReader root;
    private final Config source;
    private final Map<String, Metric> metrics;
    private final List<Era> eraScheme;
    private final Map<String, Era> eras = new LinkedHashMap<>();

    TrendConfigReader(SettingsReader root, Config source) {
        this.root = root;
        this.source = source;
        this.metrics = metrics();
        this.eraScheme = eraScheme();
        eraScheme.forEach(era -> eras.put(era.id(), era));
        root.sections("spans").forEach((id, section) -> eras.put(id, era(id, section)));
        eras.put(Era.ALL_TIME.id(), Era.ALL_TIME);
    }

    TrendConfig read() {
        SettingsReader time = root.section("time");
        TimeScale timeScale =
                new TimeScale(time.number("days-per-year", 1, 1000), time.number("days-per-month", 1, 1000));
        TrendProjector.Settings projection = projection(timeScale);
        SettingsReader mapping = root.section("mapping");
        return new TrendConfig(
                root.text("input"),
                root.text("output"),
                Optional.ofNullable(root.optionalDate("vintage")),
                root.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                columnMapping(mapping),
                cellFormats(mapping.section("cells")),
                timeScale,
                curation(root.section("curation")),
                segmentation(timeScale, projection),
                projection,
                summary(root.section("summary")),
                publishing(root.section("publishing")),
                source);
    }

    private Map<String, Metric> metrics() {
        Map<String, Metric> result = new LinkedHashMap<>();
        root.sections("metrics").forEach((id, section) -> {
            if (!id.matches("[a-z][a-z0-9_]*")) {
                section.fault(
                        "label", id, "names a metric, whose id must be lower-case letters, digits and underscores");
            }
            result.put(id, new Metric(id, section.text("label"), section.text("unit"), section.text("value")));
        });
        return result;
    }

    private List<Era> eraScheme() {
        List<Era> scheme = new ArrayList<>();
        root.sections("eras").forEach((id, section) -> scheme.add(era(id, section)));
        scheme.sort(Comparator.comparing(era -> era.from() == null ? LocalDate.MIN : era.from()));
        for (int i = 1; i < scheme.size(); i++) {
            LocalDate end = scheme.get(i - 1).to();
            if (end == null || !end.equals(scheme.get(i).from())) {
                root.fault(
                        "eras",
                        scheme.get(i).id(),
                        "must begin where " + scheme.get(i - 1).id() + " ends");
            }
        }
        return List.copyOf(scheme);
    }

    private static Era era(String id, SettingsReader section) {
        LocalDate from = section.optionalDate("from");
        LocalDate to = section.optionalDate("to");
        return section.checked("from", () -> new Era(id, from, to), new Era(id, null, null));
    }

    private static ReleaseCurator.Settings curation(SettingsReader section) {
        return new ReleaseCurator.Settings(
                section.date("earliest-date"), section.choices("excluded-confidence", Confidence.class));
    }

    private PopulationSegmenter.Settings segmentation(TimeScale timeScale, TrendProjector.Settings projection) {
        SettingsReader dates = root.section("dates");
        SettingsReader populations = root.section("populations");
        SettingsReader zScore = populations.section("z-score");
        LocalDate from = dates.optionalDate("from");
        LocalDate to = dates.optionalDate("to");
        if (from != null && to != null && !from.isBefore(to)) {
            dates.fault("from", from.toString(), "must be before dates.to = " + to);
        }
        return new PopulationSegmenter.Settings(
                timeScale,
                dates.choice("imputation", DateImputation.class),
                from,
                to,
                List.copyOf(metrics.values()),
                eraScheme,
                new PopulationSegmenter.ZScoreRule(
                        (int) zScore.integer("window-days", 1, 100_000),
                        zScore.number("low-below", -100, 100),
                        zScore.number("large-above", -100, 100),
                        zScore.date("large-from")),
                populations.choice("low-outliers", OutlierRule.class),
                (int) populations.integer("frontier-size", 1, 10_000),
                populations.date("regular-scale-from"),
                populations.flag("notable-when-unflagged"),
                populations.integer("common-value-minimum", 1, Long.MAX_VALUE),
                trends(projection));
    }

    /** The trends asked for, and those over all time that projections look first releases up in. */
    private List<TrendSpecification> trends(TrendProjector.Settings projection) {
        Set<TrendSpecification> result = new LinkedHashSet<>();
        for (SettingsReader item : root.items("trends")) {
            List<Cohort> cohorts = cohortsOf(item);
            List<Era> erasOfItem = erasOf(item);
            for (Metric metric : metricsOf(item)) {
                for (Cohort cohort : cohorts) {
                    for (Era era : erasOfItem) {
                        result.add(new TrendSpecification(metric, cohort, era, GrowthModel.EXPONENTIAL));
                    }
                }
            }
        }
        Set<TrendKey> projected = new LinkedHashSet<>(projection.trends());
        projected.add(projection.generationTrend());
        for (TrendKey key : projected) {
            for (TrendKey needed : List.of(key, TrendProjector.allTime(key))) {
                Metric metric = metrics.get(needed.metric());
                Era era = eras.get(needed.era());
                if (metric != null && era != null) {
                    result.add(new TrendSpecification(
                            metric,
                            root.checked("projections", () -> Cohort.parse(needed.cohort()), Cohort.all()),
                            era,
                            GrowthModel.EXPONENTIAL));
                }
            }
        }
        return List.copyOf(result);
    }

    private List<Metric> metricsOf(SettingsReader item) {
        List<String> ids = item.texts("metrics");
        if (ids.equals(List.of(EVERY))) {
            return List.copyOf(metrics.values());
        }
        List<Metric> result = new ArrayList<>();
        for (String id : ids) {
            Metric metric = metrics.get(id);
            if (metric == null) {
                item.fault("metrics", id, "must be one of " + String.join(", ", metrics.keySet()) + " or *");
            } else {
                result.add(metric);
            }
        }
        return result;
    }

    private List<Cohort> cohortsOf(SettingsReader item) {
        List<Cohort> result = new ArrayList<>();
        for (String id : item.texts("cohorts")) {
            result.add(cohort(item, "cohorts", id));
        }
        return result;
    }

    private Cohort cohort(SettingsReader item, String key, String id) {
        Cohort cohort = item.checked(key, () -> Cohort.parse(id), Cohort.all());
        String rankedBy = cohort.rankedBy();
        if (rankedBy != null && !metrics.containsKey(rankedBy)) {
            item.fault(key, id, "must rank by one of " + String.join(", ", metrics.keySet()));
            return Cohort.all();
        }
        return cohort;
    }

    private List<Era> erasOf(SettingsReader item) {
        List<Era> result = new ArrayList<>();
        for (String id : item.texts("eras")) {
            result.add(eraOf(item, "eras", id));
        }
        return result;
    }

    private Era eraOf(SettingsReader item, String key, String id) {
        Era era = eras.get(id);
        if (era == null) {
            item.fault(key, id, "must be one of " + String.join(", ", eras.keySet()));
            return Era.ALL_TIME;
        }
        return era;
    }

    private TrendKey trendKey(SettingsReader item) {
        String metric = item.text("metric");
        if (!metrics.containsKey(metric)) {
            item.fault("metric", metric, "must be one of " + String.join(", ", metrics.keySet()));
        }
        Cohort cohort = cohort(item, "cohort", item.text("cohort"));
        Era era = eraOf(item, "era", item.text("era"));
        return new TrendKey(metric, cohort.id(), era.id(), GrowthModel.EXPONENTIAL);
    }

    private TrendProjector.Settings projection(TimeScale timeScale) {
        SettingsReader section = root.section("projections");
        List<TrendKey> trends = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (SettingsReader item : section.items("trends")) {
            TrendKey key = trendKey(item);
            if (!seen.add(key.metric() + " over " + key.cohort())) {
                item.fault("cohort", key.cohort(), "is projected twice for " + key.metric() + ": keep one era");
            }
            trends.add(key);
        }
        SettingsReader generations = root.section("generations");
        return new TrendProjector.Settings(
                timeScale,
                trends,
                section.date("until"),
                thresholds(section.section("thresholds")),
                generations(generations),
                trendKey(generations.section("trend")));
    }

    private Map<String, List<TrendProjector.Threshold>> thresholds(SettingsReader section) {
        Map<String, List<TrendProjector.Threshold>> thresholds = new LinkedHashMap<>();
        for (String metric : section.keys()) {
            List<TrendProjector.Threshold> values = new ArrayList<>();
            for (SettingsReader item : section.items(metric)) {
                values.add(new TrendProjector.Threshold(
                        item.number("value", Double.MIN_VALUE, Double.MAX_VALUE), item.text("label")));
            }
            if (!metrics.containsKey(metric)) {
                section.fault(metric, "[...]", "must be named for one of " + String.join(", ", metrics.keySet()));
            }
            thresholds.put(metric, List.copyOf(values));
        }
        return thresholds;
    }

    private static List<Generation> generations(SettingsReader section) {
        List<Generation> generations = new ArrayList<>();
        for (SettingsReader item : section.items("definitions")) {
            generations.add(new Generation(
                    item.text("id"),
                    bound(item, "compute-from"),
                    bound(item, "compute-to"),
                    bound(item, "cost-from"),
                    bound(item, "cost-to")));
        }
        return List.copyOf(generations);
    }

    private static @Nullable Double bound(SettingsReader item, String key) {
        return item.optionalNumber(key, Double.MIN_VALUE, Double.MAX_VALUE);
    }

    private TrendConfig.Summary summary(SettingsReader section) {
        List<TrendKey> trends =
                section.items("trends").stream().map(this::trendKey).toList();
        SettingsReader crossings = section.section("crossings");
        return new TrendConfig.Summary(
                trends,
                crossings.text("metric"),
                List.copyOf(crossings.texts("cohorts")),
                List.copyOf(crossings.numbers("thresholds")));
    }

    private static TrendConfig.Publishing publishing(SettingsReader section) {
        List<String> tables = section.texts("tables");
        for (String table : tables) {
            if (!TABLES.contains(table)) {
                section.fault("tables", table, "must be one of " + String.join(", ", TABLES));
            }
        }
        return new TrendConfig.Publishing(
                List.copyOf(tables),
                section.integer("rows-per-file", 1, Long.MAX_VALUE),
                section.integer("hash-inputs-up-to-megabytes", 0, 1L << 40) << 20);
    }

    private static ColumnMapping columnMapping(SettingsReader section) {
        Map<String, Integer> priceYears = new LinkedHashMap<>();
        SettingsReader years = section.section("price-year-of-column");
        years.keys().forEach(column -> priceYears.put(column, (int) years.integer(column, 1900, 2200)));
        return new ColumnMapping(
                namesByField(section.section("fields")),
                namesByField(section.section("true-when-present")),
                priceYears,
                List.copyOf(section.texts("left-behind")));
    }

    private static Map<String, List<String>> namesByField(SettingsReader section) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String field : section.keys()) {
            if (org.computetrends.table.CanonicalRelease.column(field).isEmpty()) {
                section.fault(field, "[...]", "must be named for a column of the canonical schema");
            }
            names.put(field, List.copyOf(section.texts(field)));
        }
        return names;
    }

    private static CellFormats cellFormats(SettingsReader section) {
        SettingsReader dates = section.section("dates");
        return new CellFormats(
                List.copyOf(section.texts("blank")),
                patterns(dates, "day"),
                patterns(dates, "month"),
                patterns(dates, "year"),
                section.text("list-separators"),
                List.copyOf(section.texts("names-with-separators")));
    }

    private static List<String> patterns(SettingsReader section, String key) {
        List<String> patterns = section.texts(key);
        for (String pattern : patterns) {
            section.checked(
                    key,
                    () -> java.time.format.DateTimeFormatter.ofPattern(pattern).toString(),
                    "");
        }
        return List.copyOf(patterns);
    }
}
