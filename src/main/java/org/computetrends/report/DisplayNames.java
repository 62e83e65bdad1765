package org.computetrends.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.TrendKey;

/**
 * Display names and order of the ids in tables, from the labels in the run's settings: metrics, cohorts, eras,
 * scenarios, and methods.
 */
final class DisplayNames {
    /** A threshold's label, such as 3e27 FLOP. */
    private static final Pattern POWER = Pattern.compile("(\\d+(?:\\.\\d+)?)e(\\d+)(.*)");

    /** A first word without other capitals or digits: Training, but not OpenAI, GPU or H100. */
    private static final Pattern COMMON_WORD = Pattern.compile("\\p{Lu}\\p{Ll}*(?![\\p{L}\\p{Nd}])");

    private final Provenance provenance;
    private final Timeline timeline;
    private final Map<String, String> methods = new HashMap<>();

    DisplayNames(Provenance provenance) {
        this.provenance = provenance;
        this.timeline = new Timeline(provenance);
    }

    /** The eras and seams of the settings. */
    Timeline timeline() {
        return timeline;
    }

    /** The metric that is forecast: the subject of most of the page. */
    String mainMetric() {
        String metric = provenance.forecastMetric();
        return metric == null
                ? trends("projections.trends").stream()
                        .map(TrendKey::metric)
                        .findFirst()
                        .orElse("")
                : metric;
    }

    /**
     * The metrics of some rows in the page's order: the main one, then those that the setting {@code trends} names in
     * its order, then the others by id. Auxiliary metrics are left out.
     */
    List<String> metrics(Rows rows) {
        List<String> first = new ArrayList<>(List.of(mainMetric()));
        provenance.items("trends").forEach(entry -> entry.path("metrics").forEach(id -> first.add(id.asText())));
        return ordered(rows, "metric", first).stream()
                .filter(id -> id.equals(mainMetric()) || !provenance.isAuxiliary(id))
                .toList();
    }

    /**
     * The cohorts of some rows in the page's order: those with projections, then those that the setting {@code trends}
     * names in its order, then the others by id.
     */
    List<String> cohorts(Rows rows) {
        List<String> first = new ArrayList<>();
        trends("projections.trends").forEach(trend -> first.add(trend.cohort()));
        provenance.items("trends").forEach(entry -> entry.path("cohorts").forEach(id -> first.add(id.asText())));
        return ordered(rows, "cohort", first);
    }

    /** The scenarios of some rows in the page's order: {@link Scenario#CONTINUE}, then the others by id. */
    List<String> scenarios(Rows rows) {
        return ordered(rows, "scenario", List.of(Scenario.CONTINUE));
    }

    private static List<String> ordered(Rows rows, String column, List<String> first) {
        return rows.stream()
                .map(row -> row.requireText(column))
                .distinct()
                .sorted(Comparator.<String>comparingInt(id -> first.contains(id) ? first.indexOf(id) : first.size())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    String metric(String id) {
        return label("metrics", id);
    }

    String unit(String id) {
        String unit = provenance.unit(id);
        return unit == null ? "" : unit;
    }

    /** A metric with its unit, unless the unit repeats its name. */
    String titled(String id) {
        String unit = unit(id);
        return unit.isEmpty() || unit.equalsIgnoreCase(metric(id)) ? metric(id) : metric(id) + " (" + unit + ")";
    }

    /** A threshold's label with a typeset power: 3e27 FLOP becomes 3 × 10²⁷ FLOP. */
    static String threshold(String label) {
        Matcher matcher = POWER.matcher(label);
        return matcher.matches()
                ? (matcher.group(1).equals("1") ? "" : matcher.group(1) + " × ")
                        + "10"
                        + NumberStyle.superscript(Integer.parseInt(matcher.group(2)))
                        + matcher.group(3)
                : label;
    }

    /** A row's threshold with its unit. */
    String thresholdWithUnit(PublishedRow row) {
        return NumberStyle.POWER.number(row.requireNumber("threshold")) + " " + unit(row.requireText("metric"));
    }

    /** A metric in the middle of a sentence. */
    String metricInSentence(String id) {
        return inSentence(metric(id));
    }

    /** A cohort's label. Without one, the label of its rule followed by its conditions. */
    String cohort(String id) {
        String whole = label("cohorts", id);
        if (!whole.equals(words(id))) {
            return whole;
        }
        List<String> parts = Cohort.parts(id);
        String first = label("cohorts", parts.get(0));
        return Stream.concat(
                        Stream.of(first.equals(words(parts.get(0))) ? capital(condition(parts.get(0))) : first),
                        parts.stream().skip(1).map(DisplayNames::condition))
                .collect(Collectors.joining(", "));
    }

    private static String condition(String part) {
        return part.contains("=")
                ? part.replaceFirst("^(\\w+)!=", "$1: none of ").replaceFirst("^(\\w+)=", "$1: ")
                : words(part);
    }

    /** A cohort in the middle of a sentence. */
    String cohortInSentence(String id) {
        return inSentence(cohort(id));
    }

    /** A cohort's releases in the middle of a sentence; "the frontier" and "the record" have an article. */
    String releases(String id) {
        return (ForecastTarget.isCohort(id) ? "the " : "") + inSentence(cohort(id));
    }

    String scenario(String id) {
        return label("scenarios", id);
    }

    /** A forecast's target ({@link ForecastTarget}). */
    static String target(String id) {
        return ForecastTarget.isCohort(id)
                ? switch (ForecastTarget.of(id)) {
                    case FRONTIER -> "Frontier’s median";
                    case RECORD -> "Largest release";
                }
                : words(id);
    }

    String era(String id) {
        return label(provenance.setting("spans." + id + ".label") == null ? "eras" : "spans", id);
    }

    /** A trend's metric, its cohort, and its first day or era. */
    String trend(TrendKey key) {
        LocalDate from = timeline.eraOrSpan(key.era()).from();
        String span = from == null
                ? ", " + inSentence(era(key.era()))
                : " since " + (from.getDayOfYear() == 1 ? Integer.toString(from.getYear()) : from);
        return metric(key.metric()) + ", " + cohortInSentence(key.cohort()) + span;
    }

    /** The same for a row that has these columns. */
    String trend(PublishedRow row) {
        return trend(Rows.trend(row));
    }

    private String label(String section, String id) {
        String label = provenance.setting(section + "." + Provenance.key(id) + ".label");
        return label == null ? words(id) : label;
    }

    /** A label with a small first letter if its first word is a {@link #COMMON_WORD}, and otherwise unchanged. */
    private static String inSentence(String label) {
        return COMMON_WORD.matcher(label).lookingAt()
                ? Character.toLowerCase(label.charAt(0)) + label.substring(1)
                : label;
    }

    /** A method for intervals, such as CR3 or pairs percentile bootstrap. */
    static String intervalMethod(String id) {
        return id.contains("_") ? id.replace('_', ' ').toLowerCase(Locale.ROOT) + " bootstrap" : id;
    }

    /** An id as words: training_time becomes "Training time". */
    static String words(String id) {
        return capital(id.replace('_', ' ').replace('-', ' '));
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** A forecast method. */
    String method(String id) {
        return methods.computeIfAbsent(id, provenance::methodName);
    }

    /** The forecast method of a row. */
    String method(PublishedRow row) {
        return method(row.requireText("method"));
    }

    /** The trends in a list of the settings, such as {@code summary.trends}, in its order. */
    List<TrendKey> trends(String key) {
        return provenance.items(key).stream()
                .map(item -> new TrendKey(
                        item.path("metric").asText(),
                        Cohort.parse(item.path("cohort").asText()).id(),
                        item.path("era").asText(),
                        GrowthModel.EXPONENTIAL))
                .toList();
    }
}
