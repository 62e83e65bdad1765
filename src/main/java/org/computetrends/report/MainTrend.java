package org.computetrends.report;

import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;

/**
 * The trend that the page shows first, an exponential trend of the main metric. It is the first in the setting {@code
 * projections.trends}; if none of those was fitted, the first in {@code summary.trends}; otherwise the first published.
 * A trend over all time is used only if there is no other.
 *
 * @param key the trend's metric, cohort and era. Cohort and era are empty texts if no trend was fitted
 * @param trend the trend's row of the table of trends; empty if no trend was fitted
 */
record MainTrend(TrendKey key, Optional<PublishedRow> trend) {

    static MainTrend of(ReportInput input, DisplayNames names) {
        String metric = names.mainMetric();
        Rows allTrends = input.trends().where("metric", metric);
        Rows withinEras = allTrends.where(row -> !Era.ALL_TIME.id().equals(row.text("era")));
        Rows candidates = withinEras.isEmpty() ? allTrends : withinEras;
        Optional<PublishedRow> trend = Stream.of("projections.trends", "summary.trends")
                .flatMap(list -> names.trendsInSetting(list).stream())
                .flatMap(key -> candidates.ofTrend(key).stream())
                .findFirst()
                .or(candidates::first);
        return new MainTrend(
                trend.map(Rows::trendKey).orElse(new TrendKey(metric, "", "", GrowthModel.EXPONENTIAL)), trend);
    }

    String metric() {
        return key.metric();
    }

    String cohort() {
        return key.cohort();
    }

    String era() {
        return key.era();
    }
}
