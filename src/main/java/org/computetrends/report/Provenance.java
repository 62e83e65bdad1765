package org.computetrends.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.IsoDate;
import org.computetrends.domain.Lead;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The inputs, settings and program of the run that made the tables, from the run's manifest.
 *
 * @param program the program's name and version
 * @param started when the run started, ISO 8601
 * @param inputFingerprint a digest of the rows read
 * @param configDigest a digest of the settings that can change a value
 * @param configuration every setting in effect: its key, and its value as text in the syntax of the configuration
 * @param rows rows read, kept and rejected
 */
public record Provenance(
        String runId,
        String program,
        String started,
        LocalDate vintage,
        long seed,
        List<InputFile> inputs,
        String inputFingerprint,
        String configDigest,
        Map<String, String> configuration,
        Map<String, Long> rows,
        Map<String, Long> rejects) {
    /** What is written as it is in a key of the configuration; all else is quoted. */
    private static final Pattern PLAIN_KEY = Pattern.compile("[\\p{L}\\p{Nd}_-]+");

    public Provenance {
        inputs = List.copyOf(inputs);
        configuration = new TreeMap<>(configuration);
        rows = Map.copyOf(rows);
        rejects = new TreeMap<>(rejects);
    }

    /**
     * A file that was read.
     *
     * @param file its name
     * @param sha256 its digest; null for inputs too large to read twice
     */
    public record InputFile(String file, @Nullable String sha256) {}

    /** The name of a forecast method in the settings; its id if it has none. */
    public String methodName(String id) {
        return items("backtest.methods").stream()
                .filter(method -> id.equals(method.path("id").asText()))
                .map(method -> method.path("name").asText(id))
                .findFirst()
                .orElse(id);
    }

    /** The name of the forecast method that others are compared with. */
    public String benchmarkName() {
        return methodName(Objects.requireNonNullElse(setting("forecast.benchmark"), "another method"));
    }

    /** The unit of a metric; null where the settings have none. */
    public @Nullable String unit(String metric) {
        return setting("metrics." + metric + ".unit");
    }

    /** The last day of projections; null where the settings name none. */
    public @Nullable LocalDate projectedUntil() {
        return date("projections.until");
    }

    /** The metric that is forecast; null where the settings name none. */
    public @Nullable String forecastMetric() {
        return setting("backtest.metric");
    }

    /** The largest threshold of a metric's odds; the largest double if the run has no odds of the metric. */
    private double largestThreshold(String metric) {
        String oom = metric.equals(forecastMetric()) ? setting("odds.to-oom") : null;
        return oom == null ? Double.MAX_VALUE : Math.pow(10, Double.parseDouble(oom));
    }

    /**
     * The range of compute for which {@code run-cost} answers: from the smallest known run to the largest threshold of the
     * odds, or to the largest known run if that is larger. Nothing is forecast of larger runs.
     *
     * @param fits the rows of {@code resource_fits}
     */
    public Interval computeOfRuns(List<PublishedRow> fits) {
        List<PublishedRow> fittedRows =
                fits.stream().filter(fit -> fit.has("residual_sd_oom")).toList();
        return new Interval(
                fittedRows.stream()
                        .mapToDouble(fit -> fit.requireNumber("least_compute_flop"))
                        .min()
                        .orElse(0),
                fittedRows.stream()
                        .mapToDouble(fit -> Math.max(
                                fit.requireNumber("largest_compute_flop"),
                                largestThreshold(fit.requireText("compute_metric"))))
                        .max()
                        .orElse(Double.MAX_VALUE));
    }

    /** The lead of a row of the table {@code leads}, by the settings; empty where they lack it. */
    public Optional<Lead> lead(PublishedRow row) {
        String key = "leads." + key(row.requireText("lead")) + ".";
        String attribute = setting(key + "attribute");
        String cohort = setting(key + "cohort");
        return attribute == null || cohort == null
                ? Optional.empty()
                : Optional.of(new Lead(
                        row.requireText("lead"),
                        row.requireText("label"),
                        row.requireText("metric"),
                        Cohort.parse(cohort),
                        Cohort.Attribute.valueOf(attribute.toUpperCase(Locale.ROOT)),
                        group(row.requireText("leader"), key + "leader."),
                        group(row.requireText("follower"), key + "follower."),
                        Set.of(),
                        Lead.Measure.valueOf(row.requireText("measure"))));
    }

    private Lead.Group group(String label, String key) {
        return new Lead.Group(
                label,
                items(key + "values").stream()
                        .map(value -> LowerCase.of(value.asText()))
                        .collect(Collectors.toUnmodifiableSet()),
                date(key + "from"));
    }

    /** The run's conversion of dates to years. */
    public TimeScale timeScale() {
        return new TimeScale(
                Double.parseDouble(Objects.requireNonNull(setting("time.days-per-year"))),
                Double.parseDouble(Objects.requireNonNull(setting("time.days-per-month"))));
    }

    /** The number of metrics on the page. */
    public long metricsShown() {
        return configuration.keySet().stream()
                .filter(key -> key.matches("metrics\\.[^.]+\\.value"))
                .filter(key -> !isAuxiliary(key.split("\\.", -1)[1]))
                .count();
    }

    /**
     * Whether a metric is auxiliary: used by other settings, but without trends and not shown. Manifests of earlier versions
     * have no such setting; there, a metric is auxiliary if the setting {@code trends} does not name it.
     */
    boolean isAuxiliary(String metric) {
        if (configuration.keySet().stream().anyMatch(key -> key.endsWith(".auxiliary"))) {
            return "true".equals(setting("metrics." + metric + ".auxiliary"));
        }
        Set<String> namedMetrics = new HashSet<>();
        items("trends").forEach(entry -> entry.path("metrics").forEach(id -> namedMetrics.add(id.asText())));
        return !namedMetrics.isEmpty() && Collections.disjoint(namedMetrics, Set.of(metric, "*", "others"));
    }

    /** An id as the key of a setting. */
    static String key(String id) {
        return PLAIN_KEY.matcher(id).matches()
                ? id
                : "\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The items of a setting that is a list; empty if it is not set. */
    List<JsonNode> items(String key) {
        List<JsonNode> items = new ArrayList<>();
        Json.read(configuration.getOrDefault(key, "[]")).forEach(items::add);
        return items;
    }

    /** A setting that is a date; null if it is not set. */
    @Nullable
    LocalDate date(String key) {
        String value = setting(key);
        return value == null ? null : IsoDate.parse(value);
    }

    /** A setting's value without quotation marks; null if it is not set. */
    @Nullable
    String setting(String key) {
        String value = configuration.get(key);
        if (value == null || value.equals("null")) {
            return null;
        }
        return value.startsWith("\"") ? Json.read(value).asText(value) : value;
    }
}
