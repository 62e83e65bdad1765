package org.computetrends.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.computetrends.domain.Era;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;

/** Published figures ({@link org.computetrends.domain.Claim}) about the growth of a trend. */
record PublishedGrowth(ReportInput input, DisplayNames names) {
    private static final List<String> QUANTITIES = List.of("growth_factor_per_year", "doubling_time_months");

    /**
     * Claims about the same metric and cohort over the same dates, the oldest first. Dates are the same if they begin on the
     * era's first day. For an era without a first day, they must end when the era ends.
     */
    Rows of(TrendKey trend) {
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
                .by(row -> row.requireDate("published_on"));
    }

    /** The newest claim from the analysed vintage's own data; otherwise the newest one published by the vintage's date. */
    Optional<PublishedRow> newest(TrendKey trend) {
        Rows claims = of(trend);
        return newest(claims.where("vintage_then", input.vintage().toString()))
                .or(() -> newest(
                        claims.where(row -> !row.requireDate("published_on").isAfter(input.vintage()))));
    }

    private static Optional<PublishedRow> newest(Rows claims) {
        return claims.stream().reduce((older, newer) -> newer);
    }
}
