package org.computetrends.report;

import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;

/**
 * The trend that the page shows first. It is the first fitted trend of the forecast metric that the setting {@code
 * projections.trends} lists; if there is none, that {@code summary.trends} lists; if there is none, any.
 *
 * @param key its metric, cohort and era. Cohort and era are empty texts if no trend was fitted
 * @param trend its row; empty if no trend was fitted
 */
record MainTrend(TrendKey key, Optional<PublishedRow> trend) {

    static MainTrend of(ReportInput input, DisplayNames names) {
        String metric = names.mainMetric();
        Rows allTrends = input.trends().where("metric", metric);
        Rows withinEras = allTrends.where(row -> !Era.ALL_TIME.id().equals(row.text("era")));
        Rows candidates = withinEras.isEmpty() ? allTrends : withinEras;
        Optional<PublishedRow> trend = Stream.of("projections.trends", "summary.trends")
                .flatMap(list -> names.trends(list).stream())
                .flatMap(key -> candidates.of(key).stream())
                .findFirst()
                .or(candidates::first);
        return new MainTrend(
                trend.map(Rows::trend).orElse(new TrendKey(metric, "", "", GrowthModel.EXPONENTIAL)), trend);
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
