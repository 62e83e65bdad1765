package org.computetrends.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.TrendKey;
import org.jspecify.annotations.Nullable;

/** The names of ids on the page, their order, and the dates of eras. */
final class Names {
    private static final Pattern ERA = Pattern.compile("eras\\.(.+)\\.(?:from|to)");

    private static final Pattern SEAM = Pattern.compile("seams\\.(.+)\\.from");

    private static final Pattern POWER = Pattern.compile("(\\d+(?:\\.\\d+)?)e(\\d+)(.*)");

    private static final Pattern COMMON_WORD = Pattern.compile("\\p{Lu}\\p{Ll}*(?![\\p{L}\\p{Nd}])");

    private final Provenance provenance;
    private final Map<String, String> methods = new HashMap<>();

    Names(Provenance provenance) {
        this.provenance = provenance;
    }

    /**
     * An era of the configuration: from its first day until before its last, null for no bound.
     *
     * @param id its id
     * @param from its first day
     * @param to the day after its last
     */
    record Era(
            String id, @Nullable LocalDate from, @Nullable LocalDate to) {}

    /**
     * A change of what the source lists: between two days, or on one where the second is null.
     *
     * @param from the last day before it, or its day
     * @param to the first day after it, or null
     * @param words what changed
     */
    record Seam(LocalDate from, @Nullable LocalDate to, String words) {}

    /** The metric that is forecast, which the page is about before all others. */
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
     * Metrics of rows in the page's order: the main one, as {@code trends} names them, then by id. Those that the settings call
     * auxiliary are left out.
     */
    List<String> metrics(Rows rows) {
        List<String> first = new ArrayList<>(List.of(mainMetric()));
        provenance.items("trends").forEach(entry -> entry.path("metrics").forEach(id -> first.add(id.asText())));
        return ordered(rows, "metric", first).stream()
                .filter(id -> id.equals(mainMetric()) || !provenance.isAuxiliary(id))
                .toList();
    }

    /** Cohorts of rows in the page's order: those carried forward, as {@code trends} names them, then by id. */
    List<String> cohorts(Rows rows) {
        List<String> first = new ArrayList<>();
        trends("projections.trends").forEach(trend -> first.add(trend.cohort()));
        provenance.items("trends").forEach(entry -> entry.path("cohorts").forEach(id -> first.add(id.asText())));
        return ordered(rows, "cohort", first);
    }

    /** Scenarios of rows in the page's order: that growth continues, then by id. */
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

    /** A metric with its unit, where that says more. */
    String titled(String id) {
        String unit = unit(id);
        return unit.isEmpty() || unit.equalsIgnoreCase(metric(id)) ? metric(id) : metric(id) + " (" + unit + ")";
    }

    /** A threshold's label, its power of ten set as one. */
    static String threshold(String label) {
        Matcher matcher = POWER.matcher(label);
        return matcher.matches()
                ? (matcher.group(1).equals("1") ? "" : matcher.group(1) + " × ")
                        + "10"
                        + NumberStyle.superscript(Integer.parseInt(matcher.group(2)))
                        + matcher.group(3)
                : label;
    }

    /** A metric in the middle of a sentence. */
    String metricInSentence(String id) {
        return inSentence(metric(id));
    }

    /** A cohort: its label, or that of the cohort that it is of, and how it is narrowed. */
    String cohort(String id) {
        String whole = label("cohorts", id);
        return whole.equals(words(id))
                ? capital(String.join(
                        ", ", Cohort.parts(id).stream().map(this::part).toList()))
                : whole;
    }

    private String part(String part) {
        return part.contains("=")
                ? part.replaceFirst("^(\\w+)!=", "$1: none of ").replaceFirst("^(\\w+)=", "$1: ")
                : label("cohorts", part);
    }

    /** A cohort in the middle of a sentence. */
    String cohortInSentence(String id) {
        return inSentence(cohort(id));
    }

    /** A cohort's releases in the middle of a sentence. */
    String releases(String id) {
        return (ForecastTarget.isCohort(id) ? "the " : "") + inSentence(cohort(id));
    }

    String scenario(String id) {
        return label("scenarios", id);
    }

    /** What a forecast is of, which is a statistic of the cohort of that name. */
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

    /** A trend, by its metric, cohort and era. */
    String trend(TrendKey key) {
        return metric(key.metric()) + ", " + span(key.cohort(), key.era());
    }

    /** The trend that a row is of. */
    String trend(PublishedRow row) {
        return metric(row.requireText("metric")) + ", " + span(row.requireText("cohort"), row.requireText("era"));
    }

    /** Of which releases a trend is, and since when. */
    private String span(String cohort, String era) {
        LocalDate from = eraOrSpan(era).from();
        return inSentence(cohort(cohort))
                + (from == null
                        ? ", " + inSentence(era(era))
                        : " since " + (from.getDayOfYear() == 1 ? Integer.toString(from.getYear()) : from));
    }

    private String label(String section, String id) {
        String label = provenance.setting(section + "." + Provenance.key(id) + ".label");
        return label == null ? words(id) : label;
    }

    /** Without its capital letter, unless its first word has others: OpenAI, GPU hours. */
    private static String inSentence(String label) {
        return COMMON_WORD.matcher(label).lookingAt()
                ? Character.toLowerCase(label.charAt(0)) + label.substring(1)
                : label;
    }

    /** A method of intervals: CR3, or pairs percentile bootstrap. */
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

    /** The eras of the configuration, the earliest first. */
    List<Era> eras() {
        List<Era> eras = new ArrayList<>();
        ids(ERA).forEach(id -> eras.add(era("eras", id)));
        eras.sort(Comparator.comparing(era -> era.from() == null ? LocalDate.MIN : era.from()));
        return eras;
    }

    /** An era or a span; one without bounds where the configuration has none of that id. */
    Era eraOrSpan(String id) {
        Era era = era("eras", id);
        return era.from() == null && era.to() == null ? era("spans", id) : era;
    }

    private Era era(String section, String id) {
        return new Era(id, date(section + "." + id + ".from"), date(section + "." + id + ".to"));
    }

    /** The seams of the configuration, the earliest first. */
    List<Seam> seams() {
        List<Seam> seams = new ArrayList<>();
        for (String id : ids(SEAM)) {
            LocalDate from = date("seams." + id + ".from");
            if (from != null) {
                seams.add(new Seam(from, date("seams." + id + ".to"), seamWords(id)));
            }
        }
        seams.sort(Comparator.comparing(Seam::from));
        return seams;
    }

    /** What the seams of a row's column are, in words. */
    String seamsInWords(String ids) {
        return String.join(
                "; ", Arrays.stream(ids.split(", ", -1)).map(this::seamWords).toList());
    }

    private String seamWords(String id) {
        String words = provenance.setting("seams." + id + ".words");
        return words == null ? words(id) : words;
    }

    /** A method of forecasting. */
    String method(String id) {
        return methods.computeIfAbsent(id, provenance::methodName);
    }

    /** The trends of a list of the configuration, in its order. */
    List<TrendKey> trends(String key) {
        return provenance.items(key).stream()
                .map(item -> new TrendKey(
                        item.path("metric").asText(),
                        Cohort.parse(item.path("cohort").asText()).id(),
                        item.path("era").asText(),
                        GrowthModel.EXPONENTIAL))
                .toList();
    }

    private Set<String> ids(Pattern key) {
        Set<String> ids = new TreeSet<>();
        for (String name : provenance.configuration().keySet()) {
            Matcher matcher = key.matcher(name);
            if (matcher.matches()) {
                ids.add(matcher.group(1));
            }
        }
        return ids;
    }

    private @Nullable LocalDate date(String key) {
        String value = provenance.setting(key);
        return value == null ? null : LocalDate.parse(value);
    }
}
