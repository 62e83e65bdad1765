package org.computetrends.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.computetrends.domain.Era;
import org.jspecify.annotations.Nullable;

/** The dates of eras, spans (further periods for trends) and seams, from the run's settings. */
record Timeline(Provenance provenance) {
    private static final Pattern ERA = Pattern.compile("eras\\.(.+)\\.(?:from|to)");

    private static final Pattern SEAM = Pattern.compile("seams\\.(.+)\\.from");

    /**
     * The dates and description of a {@link org.computetrends.domain.Seam}.
     *
     * @param from the last day known to be before the change; the day of the change if {@code to} is null
     * @param to the first day known to be after the change; null if the day of the change is known
     * @param source where the change is documented; null if the settings do not say
     */
    record Seam(
            LocalDate from,
            @Nullable LocalDate to,
            String description,
            @Nullable String source) {}

    /** The eras of the settings, the earliest first. */
    List<Era> eras() {
        return ids(ERA).stream()
                .map(id -> era("eras", id))
                .sorted(Comparator.comparing(era -> era.from() == null ? LocalDate.MIN : era.from()))
                .toList();
    }

    /** The era with an id; otherwise the span with the id; otherwise an era without bounds. */
    Era eraOrSpan(String id) {
        Era era = era("eras", id);
        return era.from() == null && era.to() == null ? era("spans", id) : era;
    }

    private Era era(String section, String id) {
        String key = section + "." + Provenance.settingKey(id);
        return new Era(id, provenance.dateSetting(key + ".from"), provenance.dateSetting(key + ".to"));
    }

    /** The seams of the settings that have a first day, the earliest first. */
    List<Seam> seams() {
        List<Seam> seams = new ArrayList<>();
        for (String id : ids(SEAM)) {
            String key = seamKey(id);
            LocalDate from = provenance.dateSetting(key + ".from");
            if (from != null) {
                seams.add(new Seam(
                        from,
                        provenance.dateSetting(key + ".to"),
                        seamDescription(id),
                        provenance.setting(key + ".source")));
            }
        }
        seams.sort(Comparator.comparing(Seam::from));
        return seams;
    }

    /** The descriptions of seams, from the list of ids in a table's column {@code seam}. */
    String seamDescriptions(String ids) {
        return String.join(
                "; ",
                Arrays.stream(ids.split(", ", -1)).map(this::seamDescription).toList());
    }

    private String seamDescription(String id) {
        String description = provenance.setting(seamKey(id) + ".words");
        return description == null ? DisplayNames.idInWords(id) : description;
    }

    private static String seamKey(String id) {
        return "seams." + Provenance.settingKey(id);
    }

    /** The ids in the keys of settings: the group of a pattern in each key that matches it. */
    private Set<String> ids(Pattern key) {
        Set<String> ids = new TreeSet<>();
        for (String name : provenance.configuration().keySet()) {
            Matcher matcher = key.matcher(name);
            if (matcher.matches()) {
                ids.add(Provenance.unquoted(matcher.group(1)));
            }
        }
        return ids;
    }
}
