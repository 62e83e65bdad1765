package org.computetrends.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 * The display names of ids in tables, and the order in which the page lists metrics, cohorts and scenarios. Names are
 * the labels in the run's settings; an id without a label is written as words.
 */
final class DisplayNames {
    /** A threshold's label, such as 3e27 FLOP: groups of the factor, the exponent and the rest. */
    private static final Pattern POWER = Pattern.compile("(\\d+(?:\\.\\d+)?)e(\\d+)(.*)");

    /** A capitalized first word without other capitals or digits: Training, but not OpenAI, GPU or H100. */
    private static final Pattern COMMON_WORD = Pattern.compile("\\p{Lu}\\p{Ll}*(?![\\p{L}\\p{Nd}])");

    private final Provenance provenance;
    private final Timeline timeline;
    /** The names of methods by id. The settings' list of methods is parsed once for each id. */
    private final Map<String, String> methodNames = new HashMap<>();

    DisplayNames(Provenance provenance) {
        this.provenance = provenance;
        this.timeline = new Timeline(provenance);
    }

    Timeline timeline() {
        return timeline;
    }

    /**
     * The subject of most of the page: the metric that is forecast; otherwise the metric of the first projected trend;
     * otherwise an empty text.
     */
    String mainMetric() {
        String metric = provenance.forecastMetric();
        return metric == null
                ? trendsInSetting("projections.trends").stream()
                        .map(TrendKey::metric)
                        .findFirst()
                        .orElse("")
                : metric;
    }

    /**
     * The distinct metrics of some rows in the page's order: the main metric, then the metrics in the order of the
     * setting {@code trends}, then the others by id. Auxiliary metrics are left out, unless one is the main metric.
     */
    List<String> metrics(Rows rows) {
        List<String> first = new ArrayList<>(List.of(mainMetric()));
        provenance.listSetting("trends").forEach(entry -> entry.path("metrics").forEach(id -> first.add(id.asText())));
        return ordered(rows, "metric", first).stream()
                .filter(id -> id.equals(mainMetric()) || !provenance.isAuxiliary(id))
                .toList();
    }

    /**
     * The distinct cohorts of some rows in the page's order: first in the order of the setting {@code
     * projections.trends}, then in the order of the setting {@code trends}, then the others by id.
     */
    List<String> cohorts(Rows rows) {
        List<String> first = new ArrayList<>();
        trendsInSetting("projections.trends").forEach(trend -> first.add(trend.cohort()));
        provenance.listSetting("trends").forEach(entry -> entry.path("cohorts").forEach(id -> first.add(id.asText())));
        return ordered(rows, "cohort", first);
    }

    /** The distinct scenarios of some rows in the page's order: {@link Scenario#CONTINUE}, then the others by id. */
    List<String> scenarios(Rows rows) {
        return ordered(rows, "scenario", List.of(Scenario.CONTINUE));
    }

    /** The distinct texts of a column: the texts in {@code first} in its order, then the others alphabetically. */
    private static List<String> ordered(Rows rows, String column, List<String> first) {
        return rows.stream()
                .map(row -> row.requireText(column))
                .distinct()
                .sorted(Comparator.<String>comparingInt(id -> first.contains(id) ? first.indexOf(id) : first.size())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    String metric(String id) {
        return labelOrWords("metrics", id);
    }

    /** A metric's unit; an empty text if the settings have none. */
    String unit(String id) {
        String unit = provenance.unit(id);
        return unit == null ? "" : unit;
    }

    /** A metric with its unit in brackets; without the unit if it is unknown or repeats the metric's name. */
    String metricWithUnit(String id) {
        String unit = unit(id);
        return unit.isEmpty() || unit.equalsIgnoreCase(metric(id)) ? metric(id) : metric(id) + " (" + unit + ")";
    }

    /** A threshold's label with a typeset power: 3e27 FLOP becomes 3 × 10²⁷ FLOP. Other labels are unchanged. */
    static String threshold(String label) {
        Matcher matcher = POWER.matcher(label);
        return matcher.matches()
                ? (matcher.group(1).equals("1") ? "" : matcher.group(1) + " × ")
                        + "10"
                        + NumberStyle.superscript(Integer.parseInt(matcher.group(2)))
                        + matcher.group(3)
                : label;
    }

    String thresholdWithUnit(PublishedRow row) {
        return NumberStyle.MAGNITUDE.formatNumber(row.requireNumber("threshold")) + " "
                + unit(row.requireText("metric"));
    }

    String metricInSentence(String id) {
        return inSentence(metric(id));
    }

    /** A cohort's label; without one, the label or words of the id's first part, and the words of the other parts. */
    String cohort(String id) {
        return label("cohorts", id).orElseGet(() -> {
            List<String> parts = Cohort.parts(id);
            String first = label("cohorts", parts.get(0)).orElseGet(() -> capitalized(partInWords(parts.get(0))));
            return Stream.concat(Stream.of(first), parts.stream().skip(1).map(DisplayNames::partInWords))
                    .collect(Collectors.joining(", "));
        });
    }

    /** A part of a cohort's id in words: domain=language becomes "domain: language". */
    private static String partInWords(String part) {
        return part.contains("=")
                ? part.replaceFirst("^(\\w+)!=", "$1: none of ").replaceFirst("^(\\w+)=", "$1: ")
                : idInWords(part);
    }

    String cohortInSentence(String id) {
        return inSentence(cohort(id));
    }

    /** A cohort in the middle of a sentence, with an article if it is a forecast target: "the frontier". */
    String cohortWithArticle(String id) {
        return (ForecastTarget.isTarget(id) ? "the " : "") + inSentence(cohort(id));
    }

    String scenario(String id) {
        return labelOrWords("scenarios", id);
    }

    String lead(String id) {
        return labelOrWords("leads", id);
    }

    static String target(String id) {
        return ForecastTarget.isTarget(id)
                ? switch (ForecastTarget.of(id)) {
                    case FRONTIER -> "Frontier’s median";
                    case RECORD -> "Largest release";
                }
                : idInWords(id);
    }

    /** An era or a span ({@link Timeline#eraOrSpan}). */
    String era(String id) {
        return label("spans", id).orElseGet(() -> labelOrWords("eras", id));
    }

    /** A trend's metric, cohort and era. The era is "since" its first day or year; without a first day, its name. */
    String trend(TrendKey key) {
        LocalDate from = timeline.eraOrSpan(key.era()).from();
        String span = from == null
                ? ", " + inSentence(era(key.era()))
                : " since " + (from.getDayOfYear() == 1 ? Integer.toString(from.getYear()) : from);
        return metric(key.metric()) + ", " + cohortInSentence(key.cohort()) + span;
    }

    String trend(PublishedRow row) {
        return trend(Rows.trendKey(row));
    }

    private String labelOrWords(String section, String id) {
        return label(section, id).orElseGet(() -> idInWords(id));
    }

    /** The label of an id in a section of the settings; empty without one. */
    private Optional<String> label(String section, String id) {
        return Optional.ofNullable(provenance.setting(section + "." + Provenance.settingKey(id) + ".label"));
    }

    /** A label for the middle of a sentence: the first letter is made small if a {@link #COMMON_WORD} begins it. */
    private static String inSentence(String label) {
        return COMMON_WORD.matcher(label).lookingAt()
                ? Character.toLowerCase(label.charAt(0)) + label.substring(1)
                : label;
    }

    /** A method for intervals. Ids of several words are bootstraps ("pairs percentile bootstrap"); others are acronyms. */
    static String intervalMethod(String id) {
        String words = id.replace('_', ' ').replace('-', ' ');
        return words.contains(" ") ? words.toLowerCase(Locale.ROOT) + " bootstrap" : id.toUpperCase(Locale.ROOT);
    }

    /** An id as words: training_time becomes "Training time". */
    static String idInWords(String id) {
        return capitalized(id.replace('_', ' ').replace('-', ' '));
    }

    private static String capitalized(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    String method(String id) {
        return methodNames.computeIfAbsent(id, provenance::methodName);
    }

    String method(PublishedRow row) {
        return method(row.requireText("method"));
    }

    /** The trends that a setting such as {@code summary.trends} lists, in its order. */
    List<TrendKey> trendsInSetting(String key) {
        return provenance.listSetting(key).stream()
                .map(item -> new TrendKey(
                        item.path("metric").asText(),
                        Cohort.parse(item.path("cohort").asText()).id(),
                        item.path("era").asText(),
                        GrowthModel.EXPONENTIAL))
                .toList();
    }
}
