package org.computetrends.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;

/** Growth that was published: the claims about a trend. */
record PublishedGrowth(ReportInput input, Names names) {
    private static final List<String> QUANTITIES = List.of("growth_factor_per_year", "doubling_time_months");

    /**
     * Published growth of the same releases over dates that begin as the trend's era does, or end as it does where it has no
     * first day, or have none where it has neither; the oldest first.
     */
    Rows of(TrendKey trend) {
        Names.Era era = names.eraOrSpan(trend.era());
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

    /** The last growth that was published of a trend by the vintage's day, or of the vintage's own data. */
    Optional<PublishedRow> last(TrendKey trend) {
        List<PublishedRow> all = of(trend).all();
        return newest(all, row -> input.vintage().equals(row.date("vintage_then")))
                .or(() -> newest(all, row -> !row.requireDate("published_on").isAfter(input.vintage())));
    }

    private static Optional<PublishedRow> newest(List<PublishedRow> rows, Predicate<PublishedRow> which) {
        return rows.stream().filter(which).reduce((older, newer) -> newer);
    }
}
