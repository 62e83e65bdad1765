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
import org.jspecify.annotations.Nullable;

/** What ids are called on the page, and what the configuration says of metrics and eras. */
final class Names {
    private static final Pattern ERA = Pattern.compile("eras\\.(.+)\\.(?:from|to)");

    private static final Pattern SEAM = Pattern.compile("seams\\.(.+)\\.from");

    private static final Pattern POWER = Pattern.compile("1e(\\d+)(.*)");

    private static final Map<String, String> COHORTS = Map.of(
            "frontier", "Frontier",
            "record", "Records",
            "notable", "Notable releases",
            "all", "All releases",
            "large-scale", "Large-scale releases",
            "regular-scale", "Regular-scale releases",
            "frontier;by=training_compute", "Frontier by compute");

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

    String metric(String id) {
        String label = provenance.setting("metrics." + id + ".label");
        return label == null ? words(id) : label;
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
                ? "10" + NumberStyle.superscript(Integer.parseInt(matcher.group(1))) + matcher.group(2)
                : label;
    }

    /** A metric in the middle of a sentence. */
    String metricInSentence(String id) {
        String label = metric(id);
        return label.isEmpty() ? label : Character.toLowerCase(label.charAt(0)) + label.substring(1);
    }

    static String cohort(String id) {
        return COHORTS.getOrDefault(id, words(id));
    }

    /** What a forecast is of, which is a statistic of the cohort of that name. */
    static String target(String id) {
        return switch (id) {
            case "frontier" -> "Frontier’s median";
            case "record" -> "Largest release";
            default -> words(id);
        };
    }

    static String era(String id) {
        return id.equals("pre-deep-learning")
                ? "Before deep learning"
                : Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' ');
    }

    /** A method of intervals: CR3, or pairs percentile bootstrap. */
    static String intervalMethod(String id) {
        return id.contains("_") ? id.replace('_', ' ').toLowerCase(Locale.ROOT) + " bootstrap" : id;
    }

    /** An id as words: training_time becomes "Training time". */
    static String words(String id) {
        String text = id.replace('_', ' ').replace('-', ' ');
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The eras of the configuration, the earliest first. */
    List<Era> eras() {
        List<Era> eras = new ArrayList<>();
        ids(ERA).forEach(id -> eras.add(new Era(id, date("eras." + id + ".from"), date("eras." + id + ".to"))));
        eras.sort(Comparator.comparing(era -> era.from() == null ? LocalDate.MIN : era.from()));
        return eras;
    }

    /** The first day of an era or a span; null where it has none. */
    @Nullable
    LocalDate eraStart(String id) {
        LocalDate from = date("eras." + id + ".from");
        return from == null ? date("spans." + id + ".from") : from;
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

    /** The trends of the summary in order: metric, cohort and era of each by these names. */
    List<Map<String, String>> summaryTrends() {
        return provenance.items("summary.trends");
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
