package org.computetrends.report;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.computetrends.domain.PublishedRow;
import org.jspecify.annotations.Nullable;

/**
 * Gives each {@link org.computetrends.domain.Claim} a unique name. The name is made from the claim's quantity,
 * threshold, metric, cohort, lead, dates and source; if an earlier claim has the same name, its id in words is added.
 */
final class ClaimNames {
    private static final Map<String, String> QUANTITIES = Map.ofEntries(
            Map.entry("doubling_time_months", "Doubling time"),
            Map.entry("growth_factor_per_year", "Growth a year"),
            Map.entry("count", "Releases with a value"),
            Map.entry("count_above", "Releases"),
            Map.entry("projected_value", "Projected value"),
            Map.entry("lag_months", "Lag"),
            Map.entry("staircase_lag_months", "Lag between records"),
            Map.entry("r_squared", "R²"));

    /** A source's text. The group is the text up to the year; without a year, up to the first comma or bracket. */
    private static final Pattern SHORT_SOURCE = Pattern.compile("^([^(]*?\\b(?:19|20)\\d\\d\\b|[^,(]*).*$");

    private final Map<String, String> namesById = new HashMap<>();

    ClaimNames(Rows claims, DisplayNames names) {
        Set<String> givenNames = new HashSet<>();
        for (PublishedRow claim : claims) {
            String name = name(claim, names);
            String id = claim.requireText("claim_id");
            namesById.put(id, givenNames.add(name) ? name : name + " (" + DisplayNames.idInWords(id) + ")");
        }
    }

    String of(PublishedRow claim) {
        return namesById.getOrDefault(claim.requireText("claim_id"), "");
    }

    private static String name(PublishedRow claim, DisplayNames names) {
        String quantity = claim.requireText("quantity");
        StringBuilder name = new StringBuilder(QUANTITIES.getOrDefault(quantity, DisplayNames.idInWords(quantity)));
        if (claim.has("threshold")) {
            name.append(" above ").append(NumberStyle.MAGNITUDE.formatNumber(claim.requireNumber("threshold")));
        }
        name.append(", ").append(names.metricInSentence(claim.requireText("metric")));
        if (claim.has("cohort")) {
            name.append(", ").append(names.cohortInSentence(claim.requireText("cohort")));
        }
        if (claim.has("lead")) {
            name.append(", ").append(names.lead(claim.requireText("lead")));
        }
        return name + dates(claim) + "; "
                + SHORT_SOURCE
                        .matcher(claim.requireText("source"))
                        .replaceFirst("$1")
                        .strip();
    }

    /**
     * A comma, and a claim's target date or the years of its window (the dates that the claim is about). Empty if the
     * claim has no dates. A window ends on the day before {@code window_to}.
     */
    private static String dates(PublishedRow claim) {
        LocalDate targetDate = claim.date("target_date");
        if (targetDate != null) {
            return ", " + targetDate;
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
