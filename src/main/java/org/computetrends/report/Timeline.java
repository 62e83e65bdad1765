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

/** The dates of eras and of seams, from the run's settings. */
record Timeline(Provenance provenance) {
    private static final Pattern ERA = Pattern.compile("eras\\.(.+)\\.(?:from|to)");

    private static final Pattern SEAM = Pattern.compile("seams\\.(.+)\\.from");

    /**
     * The dates and description of a {@link org.computetrends.domain.Seam}.
     *
     * @param from the last day known to be before the change; its day if {@code to} is null
     * @param to the first day known to be after it; null if its day is known
     * @param source where it is documented; null if the settings do not say
     */
    record Seam(
            LocalDate from,
            @Nullable LocalDate to,
            String words,
            @Nullable String source) {}

    /** The eras of the configuration, the earliest first. */
    List<Era> eras() {
        List<Era> eras = new ArrayList<>();
        ids(ERA).forEach(id -> eras.add(era("eras", id)));
        eras.sort(Comparator.comparing(era -> era.from() == null ? LocalDate.MIN : era.from()));
        return eras;
    }

    /** An era, or a span of the settings; without bounds if the settings have none of that id. */
    Era eraOrSpan(String id) {
        Era era = era("eras", id);
        return era.from() == null && era.to() == null ? era("spans", id) : era;
    }

    private Era era(String section, String id) {
        String key = section + "." + id;
        return new Era(id, provenance.date(key + ".from"), provenance.date(key + ".to"));
    }

    /** The seams of the configuration, the earliest first. */
    List<Seam> seams() {
        List<Seam> seams = new ArrayList<>();
        for (String id : ids(SEAM)) {
            LocalDate from = provenance.date("seams." + id + ".from");
            if (from != null) {
                seams.add(new Seam(
                        from,
                        provenance.date("seams." + id + ".to"),
                        seamWords(id),
                        provenance.setting("seams." + id + ".source")));
            }
        }
        seams.sort(Comparator.comparing(Seam::from));
        return seams;
    }

    /** The descriptions of seams, from the ids in a table's column {@code seam}. */
    String seamsInWords(String ids) {
        return String.join(
                "; ", Arrays.stream(ids.split(", ", -1)).map(this::seamWords).toList());
    }

    private String seamWords(String id) {
        String words = provenance.setting("seams." + id + ".words");
        return words == null ? DisplayNames.words(id) : words;
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
}
