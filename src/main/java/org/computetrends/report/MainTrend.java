package org.computetrends.report;

import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;

/**
 * The trend that the page shows first. Candidates are the fitted exponential trends of the forecast metric, without those over
 * all time if there are others. It is the first candidate that the setting {@code projections.trends} lists, else the first
 * that {@code summary.trends} lists, else the first of all.
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
