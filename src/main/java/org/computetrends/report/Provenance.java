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
 * @param configuration every setting in effect, by key: texts in quotation marks, lists and empty objects as JSON
 * @param rows the numbers of rows by the keys read, kept and rejected
 * @param rejects the number of rejected rows and values by reason
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
    /** An id that the manifest writes without quotation marks where it is part of a setting's key. */
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    public Provenance {
        inputs = List.copyOf(inputs);
        configuration = new TreeMap<>(configuration);
        rows = Map.copyOf(rows);
        rejects = new TreeMap<>(rejects);
    }

    /** An input file. The digest is null if the file was too large to read twice. */
    public record InputFile(String file, @Nullable String sha256) {}

    /** The name of a forecast method in the settings; the id if the settings have no name. */
    public String methodName(String id) {
        return listSetting("backtest.methods").stream()
                .filter(method -> id.equals(method.path("id").asText()))
                .map(method -> method.path("name").asText(id))
                .findFirst()
                .orElse(id);
    }

    /** The name of the forecast method that others are compared with; "another method" if it is not set. */
    public String benchmarkName() {
        return methodName(Objects.requireNonNullElse(setting("forecast.benchmark"), "another method"));
    }

    /** The unit of a metric; null if the settings have none. */
    public @Nullable String unit(String metric) {
        return setting("metrics." + metric + ".unit");
    }

    /** The last day of projections; null if it is not set. */
    public @Nullable LocalDate projectedUntil() {
        return dateSetting("projections.until");
    }

    /** The metric that is forecast; null if it is not set. */
    public @Nullable String forecastMetric() {
        return setting("backtest.metric");
    }

    /** The largest threshold of a metric's odds; the largest double if the metric has no odds. */
    private double largestThreshold(String metric) {
        String oom = metric.equals(forecastMetric()) ? setting("odds.to-oom") : null;
        return oom == null ? Double.MAX_VALUE : Math.pow(10, Double.parseDouble(oom));
    }

    /**
     * The range of compute, in FLOP, for which the command {@code run-cost} answers. It begins at the smallest known
     * run. It ends at the largest threshold of the odds or at the largest known run, whichever is larger; without odds
     * it has no end (the largest double). Without fits, every compute is in range.
     *
     * @param fits the rows of {@code resource_fits}; those without {@code residual_sd_oom} were not fitted, and do not
     *     count
     */
    public Interval runCostRange(List<PublishedRow> fits) {
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

    /**
     * The settings of the lead that a row of the table of leads measures, without the releases that it excludes, which
     * no caller needs. Empty if the settings lack the lead.
     */
    public Optional<Lead> lead(PublishedRow row) {
        String section = "leads." + settingKey(row.requireText("lead")) + ".";
        String attribute = setting(section + "attribute");
        String cohort = setting(section + "cohort");
        return attribute == null || cohort == null
                ? Optional.empty()
                : Optional.of(new Lead(
                        row.requireText("lead"),
                        row.requireText("label"),
                        row.requireText("metric"),
                        Cohort.parse(cohort),
                        Cohort.Attribute.valueOf(attribute.toUpperCase(Locale.ROOT)),
                        group(row.requireText("leader"), section + "leader."),
                        group(row.requireText("follower"), section + "follower."),
                        Set.of(),
                        Lead.Measure.valueOf(row.requireText("measure"))));
    }

    private Lead.Group group(String label, String section) {
        return new Lead.Group(
                label,
                listSetting(section + "values").stream()
                        .map(value -> LowerCase.of(value.asText()))
                        .collect(Collectors.toUnmodifiableSet()),
                dateSetting(section + "from"));
    }

    /** The run's conversion of dates to years. */
    public TimeScale timeScale() {
        return new TimeScale(
                Double.parseDouble(Objects.requireNonNull(setting("time.days-per-year"))),
                Double.parseDouble(Objects.requireNonNull(setting("time.days-per-month"))));
    }

    /** The number of metrics that are not auxiliary. */
    public long metricsShown() {
        return configuration.keySet().stream()
                .filter(key -> key.matches("metrics\\.[^.]+\\.value"))
                .filter(key -> !isAuxiliary(key.split("\\.", -1)[1]))
                .count();
    }

    /**
     * Whether a metric is auxiliary: other settings use it, but it has no trends, and the page does not show it.
     * Manifests of earlier versions have no setting for this; there, a metric is auxiliary if the setting {@code
     * trends} has neither its id nor {@code *} nor {@code others}.
     */
    boolean isAuxiliary(String metric) {
        if (configuration.keySet().stream().anyMatch(key -> key.endsWith(".auxiliary"))) {
            return "true".equals(setting("metrics." + metric + ".auxiliary"));
        }
        Set<String> namedMetrics = new HashSet<>();
        listSetting("trends").forEach(entry -> entry.path("metrics").forEach(id -> namedMetrics.add(id.asText())));
        return !namedMetrics.isEmpty() && Collections.disjoint(namedMetrics, Set.of(metric, "*", "others"));
    }

    /** An id as part of a setting's key, in quotation marks if it needs them. */
    static String settingKey(String id) {
        return PLAIN_KEY.matcher(id).matches()
                ? id
                : "\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A setting's value, or an id in a setting's key, without quotation marks. */
    static String unquoted(String text) {
        return text.startsWith("\"") ? Json.read(text).asText(text) : text;
    }

    /** The items of a setting that is a list; empty if it is not set. */
    List<JsonNode> listSetting(String key) {
        List<JsonNode> items = new ArrayList<>();
        Json.read(configuration.getOrDefault(key, "[]")).forEach(items::add);
        return items;
    }

    /** A setting that is a date; null if it is not set. */
    @Nullable
    LocalDate dateSetting(String key) {
        String value = setting(key);
        return value == null ? null : IsoDate.parse(value);
    }

    /** A setting's text without quotation marks; null if it is not set. */
    @Nullable
    String setting(String key) {
        String value = configuration.get(key);
        return value == null || value.equals("null") ? null : unquoted(value);
    }
}
