package org.computetrends.report;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.computetrends.domain.PublishedRow;
import org.jspecify.annotations.Nullable;

/** A unique display name for each {@link org.computetrends.domain.Claim}: its quantity, metric, dates and source. */
final class ClaimNames {
    private static final Map<String, String> QUANTITIES = Map.ofEntries(
            Map.entry("doubling_time_months", "Doubling time"),
            Map.entry("growth_factor_per_year", "Growth a year"),
            Map.entry("count", "Releases with a value"),
            Map.entry("count_above", "Releases"),
            Map.entry("projected_value", "Projected value"),
            Map.entry("lag_months", "Lag"),
            Map.entry("staircase_lag_months", "Lag by staircases"),
            Map.entry("r_squared", "R²"));

    /** Shortens a source to its authors and year; without a year, to the text before the first comma or bracket. */
    private static final Pattern SOURCE = Pattern.compile("^([^(]*?\\b(?:19|20)\\d\\d\\b|[^,(]*).*$");

    private final Map<String, String> byId = new HashMap<>();

    ClaimNames(Rows claims, DisplayNames names) {
        Set<String> givenNames = new HashSet<>();
        for (PublishedRow claim : claims) {
            String name = name(claim, names);
            String id = claim.requireText("claim_id");
            byId.put(id, givenNames.add(name) ? name : name + " (" + DisplayNames.words(id) + ")");
        }
    }

    /** The name of a claim; different claims have different names. */
    String of(PublishedRow claim) {
        return byId.getOrDefault(claim.requireText("claim_id"), "");
    }

    private static String name(PublishedRow claim, DisplayNames names) {
        String quantity = claim.requireText("quantity");
        StringBuilder name = new StringBuilder(QUANTITIES.getOrDefault(quantity, DisplayNames.words(quantity)));
        if (claim.has("threshold")) {
            name.append(" above ").append(NumberStyle.POWER.number(claim.requireNumber("threshold")));
        }
        name.append(", ").append(names.metricInSentence(claim.requireText("metric")));
        for (String column : List.of("cohort", "lead")) {
            if (claim.has(column)) {
                name.append(", ").append(names.cohortInSentence(claim.requireText(column)));
            }
        }
        return name + when(claim) + "; "
                + SOURCE.matcher(claim.requireText("source")).replaceFirst("$1").strip();
    }

    /** The target date of a claim, or the years of its window; both ends of a window are optional. */
    private static String when(PublishedRow claim) {
        LocalDate day = claim.date("target_date");
        if (day != null) {
            return ", " + day;
        }
        @Nullable LocalDate from = claim.date("window_from");
        @Nullable LocalDate to = claim.date("window_to");
        if (to == null) {
            return from == null ? "" : ", since " + from.getYear();
        }
        int lastYear = to.minusDays(1).getYear();
        return from == null ? ", to " + lastYear : ", " + from.getYear() + " to " + lastYear;
    }
}
