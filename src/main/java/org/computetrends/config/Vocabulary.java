package org.computetrends.config;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.TrendKey;
import org.computetrends.table.ReleasesTable;

/** The metrics and eras that the configuration defines. Reads settings that name a metric, an era or a cohort. */
final class Vocabulary {
    private static final String ALL_METRICS = "*";

    /** In the section {@code trends}, the name for all metrics that no entry names and that are not auxiliary. */
    private static final String OTHERS = "others";

    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    /** The metrics that only other settings use. They are not among {@code others}, and the page does not show them. */
    private final Set<String> auxiliary = new HashSet<>();

    /** The eras of the section {@code eras}, oldest first, without gaps or overlaps. */
    private final List<Era> eraScheme;

    /** The eras of the scheme, the spans of the section {@code spans}, and all time, by id. */
    private final Map<String, Era> eras = new LinkedHashMap<>();

    Vocabulary(SettingsReader root) {
        root.sections("metrics").forEach(this::addMetric);
        this.eraScheme = eraSchemeIn(root);
        eraScheme.forEach(era -> eras.put(era.id(), era));
        root.sections("spans").forEach((id, section) -> {
            if (eras.put(id, era(id, section)) != null) {
                section.faultOfName("is the name of an era too");
            }
        });
        if (eras.put(Era.ALL_TIME.id(), Era.ALL_TIME) != null) {
            root.fault("spans", Era.ALL_TIME.id(), "exists always and cannot be defined");
        }
        root.sections("cohorts").forEach((id, section) -> {
            String canonical = cohort(section, "label", id).id();
            if (!canonical.equals(id)) {
                section.faultOfName("names the cohort with the id " + canonical);
            }
            section.checkLabel();
        });
    }

    Map<String, Metric> metrics() {
        return metrics;
    }

    List<Era> eraScheme() {
        return eraScheme;
    }

    Map<String, Era> eras() {
        return eras;
    }

    /**
     * The era with the dates that two eras share. If no era has these dates, adds one. Empty if the eras share no
     * dates. An unknown era counts as all time.
     */
    Optional<Era> eraOfSharedDates(String first, String second) {
        Era firstEra = eras.getOrDefault(first, Era.ALL_TIME);
        Era secondEra = eras.getOrDefault(second, Era.ALL_TIME);
        return firstEra.intersection(secondEra)
                .map(shared -> Stream.concat(Stream.of(firstEra, secondEra), eras.values().stream())
                        .filter(era -> era.hasDatesOf(shared))
                        .findFirst()
                        .orElseGet(() -> {
                            eras.put(shared.id(), shared);
                            return shared;
                        }));
    }

    private void addMetric(String id, SettingsReader section) {
        if (!id.matches("[a-z][a-z0-9_]*") || id.equals(OTHERS)) {
            section.faultOfName(
                    "names a metric, whose id must be lower-case letters, digits and underscores, and not " + OTHERS);
        }
        if (ReleasesTable.of(List.of()).warehouseColumn(id).isPresent()) {
            section.faultOfName("is the name of a column of the releases table");
        }
        if (section.keys().contains("auxiliary") && section.flag("auxiliary")) {
            auxiliary.add(id);
        }
        metrics.put(id, new Metric(id, section.text("label"), section.text("unit"), section.text("value")));
    }

    private static List<Era> eraSchemeIn(SettingsReader root) {
        List<Era> scheme = root.sections("eras", Vocabulary::era).stream()
                .sorted(Comparator.comparing(era -> era.from() == null ? LocalDate.MIN : era.from()))
                .toList();
        for (int i = 1; i < scheme.size(); i++) {
            LocalDate end = scheme.get(i - 1).to();
            if (end == null || !end.equals(scheme.get(i).from())) {
                root.fault(
                        "eras",
                        scheme.get(i).id(),
                        "must begin where " + scheme.get(i - 1).id() + " ends");
            }
        }
        return scheme;
    }

    private static Era era(String id, SettingsReader section) {
        section.checkLabel();
        LocalDate from = section.optionalDate("from");
        LocalDate to = section.optionalDate("to");
        return section.checked("from", () -> new Era(id, from, to), new Era(id, null, null));
    }

    /** The metrics by entry. The name {@code others} means those that no entry names and that are not auxiliary. */
    List<List<Metric>> metricsOfEntries(List<SettingsReader> entries) {
        // The key is read once, so that a fault is noted once.
        List<List<String>> ids =
                entries.stream().map(entry -> entry.texts("metrics")).toList();
        List<Metric> otherMetrics = metrics.values().stream()
                .filter(metric -> !auxiliary.contains(metric.id())
                        && ids.stream().noneMatch(entryIds -> entryIds.contains(metric.id())))
                .toList();
        List<List<Metric>> result = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            List<String> namedIds = new ArrayList<>(ids.get(i));
            boolean withOthers = namedIds.removeIf(OTHERS::equals);
            List<Metric> entryMetrics = new ArrayList<>(metricsOf(entries.get(i), namedIds));
            entryMetrics.addAll(withOthers ? otherMetrics : List.of());
            result.add(entryMetrics);
        }
        return result;
    }

    List<Metric> metricsOf(SettingsReader item) {
        return metricsOf(item, item.texts("metrics"));
    }

    private List<Metric> metricsOf(SettingsReader item, List<String> ids) {
        if (ids.equals(List.of(ALL_METRICS))) {
            return List.copyOf(metrics.values());
        }
        List<Metric> result = new ArrayList<>();
        for (String id : ids) {
            Metric metric = metrics.get(id);
            if (metric == null) {
                item.fault(
                        "metrics",
                        id,
                        "must be one of " + String.join(", ", metrics.keySet()) + " or *"
                                + NearMiss.question(id, metrics.keySet()));
            } else {
                result.add(metric);
            }
        }
        return result;
    }

    List<Cohort> cohortsOf(SettingsReader item) {
        return item.texts("cohorts").stream()
                .map(id -> cohort(item, "cohorts", id))
                .toList();
    }

    /** The metric that a key names. An unknown name is a fault, for which a placeholder with this id is returned. */
    Metric metric(SettingsReader item, String key) {
        String id = item.text(key);
        Metric metric = metrics.get(id);
        if (metric == null) {
            item.unknown(key, id, metrics.keySet());
            return new Metric(id, id, "", id);
        }
        return metric;
    }

    /** The names of metrics that a key lists. Each unknown name is a fault, but is returned too. */
    List<String> metricNames(SettingsReader item, String key) {
        List<String> names = item.texts(key);
        names.stream()
                .filter(name -> !metrics.containsKey(name))
                .forEach(name -> item.unknown(key, name, metrics.keySet()));
        return names;
    }

    /** Requires that a key is the name of a metric. */
    void requireMetric(SettingsReader section, String key) {
        if (!metrics.containsKey(key)) {
            section.fault(key, "[...]", "must be the name of one of " + String.join(", ", metrics.keySet()));
        }
    }

    Cohort cohort(SettingsReader item, String key, String id) {
        Cohort cohort = item.checked(key, () -> Cohort.parse(id), Cohort.all());
        String rankedBy = cohort.rankedBy();
        if (rankedBy != null && !metrics.containsKey(rankedBy)) {
            item.fault(
                    key,
                    id,
                    "must rank by one of " + String.join(", ", metrics.keySet())
                            + NearMiss.question(rankedBy, metrics.keySet()));
            return Cohort.all();
        }
        return cohort;
    }

    List<Era> erasOf(SettingsReader item) {
        return item.texts("eras").stream().map(id -> eraOf(item, "eras", id)).toList();
    }

    Era eraOf(SettingsReader item, String key, String id) {
        Era era = eras.get(id);
        if (era == null) {
            item.unknown(key, id, eras.keySet());
            return Era.ALL_TIME;
        }
        return era;
    }

    /** The trend of the metric, cohort and era that a section names. */
    TrendKey trendKey(SettingsReader item) {
        return trendKey(metric(item, "metric").id(), item);
    }

    /** The trend of a given metric, and of the cohort and era that a section names. */
    TrendKey trendKey(String metric, SettingsReader section) {
        Cohort cohort = cohort(section, "cohort", section.text("cohort"));
        Era era = eraOf(section, "era", section.text("era"));
        return new TrendKey(metric, cohort.id(), era.id(), GrowthModel.EXPONENTIAL);
    }
}
