package org.computetrends.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.computetrends.domain.Era;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;

/** Finds {@linkplain org.computetrends.domain.Claim claims} about the growth of a trend. */
record GrowthClaims(ReportInput input, DisplayNames names) {
    private static final List<String> QUANTITIES = List.of("growth_factor_per_year", "doubling_time_months");

    /**
     * The claims about a trend's metric and cohort over the dates of its era, the oldest first. A claim's window is the
     * dates that the claim is about. The window must begin on the era's first day. If the era has only an end, the
     * window must have the same end; if the era has no bounds, the window must have no beginning.
     */
    Rows claims(TrendKey trend) {
        Era era = names.timeline().eraOrSpan(trend.era());
        return input.rows("claims")
                .where(row -> QUANTITIES.contains(row.text("quantity")))
                .where(row -> trend.metric().equals(row.text("metric"))
                        && trend.cohort().equals(row.text("cohort"))
                        && ((era.from() == null && era.to() != null)
                                ? era.to().equals(row.date("window_to"))
                                : Objects.equals(era.from(), row.date("window_from")))
                        && row.has("published_on")
                        && row.has("published_value"))
                .sortedBy(row -> row.requireDate("published_on"));
    }

    /**
     * The newest claim for which the analysed vintage is the vintage of its time ({@code vintage_then}); otherwise the
     * newest claim published by the vintage's date.
     */
    Optional<PublishedRow> newestClaim(TrendKey trend) {
        Rows claims = claims(trend);
        return newest(claims.where("vintage_then", input.vintage().toString()))
                .or(() -> newest(
                        claims.where(row -> !row.requireDate("published_on").isAfter(input.vintage()))));
    }

    private static Optional<PublishedRow> newest(Rows claims) {
        return claims.stream().reduce((older, newer) -> newer);
    }
}
