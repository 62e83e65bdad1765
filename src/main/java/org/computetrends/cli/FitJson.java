package org.computetrends.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.InfluentialRelease;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.job.FitJob;
import org.computetrends.job.IndentedJson;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the command {@code fit} as JSON: the question, the fitted line with its 95% intervals, and what the
 * user should know about it. Fields of the line have the names of columns of the table {@code trends}. A field without
 * a value is null, such as the slope of too few releases.
 */
final class FitJson {
    private FitJson() {}

    static String of(FitJob.Answer answer, FitJob.Question question, TimeScale timeScale) {
        Trend trend = answer.trend();
        Trend.Estimate estimate = trend.estimate();
        LineFit line = estimate == null ? null : estimate.line();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("metric", question.metric());
        document.put("unit", trend.specification().metric().unit());
        document.put("cohort", trend.specification().cohort().id());
        document.put("from", Objects.toString(question.from(), null));
        document.put("to", Objects.toString(question.to(), null));
        document.put("vintage", answer.vintage().date().toString());
        document.put("status", trend.status().name());
        document.put("n", trend.n());
        document.put("n_dates", trend.nDates());
        document.put("n_organizations", trend.nOrganizations());
        document.put("n_clusters", estimate == null ? null : estimate.clusters());
        document.put("first_date", Objects.toString(trend.firstDate(), null));
        document.put("last_date", Objects.toString(trend.lastDate(), null));
        document.put("slope_oom_per_year", line == null ? null : line.slope());
        document.put("r_squared", line == null || !Double.isFinite(line.rSquared()) ? null : line.rSquared());
        document.put("growth_factor_per_year", line == null ? null : Math.pow(10, line.slope()));
        document.put(
                "doubling_time_months",
                estimate == null ? null : estimate.doublingTime().months());
        document.put("start_value", estimate == null ? null : estimate.startValue());
        document.put("end_value", estimate == null ? null : estimate.endValue());
        document.put(
                "intervals",
                Stream.ofNullable(estimate)
                        .flatMap(FitMeasures::intervals)
                        .map(interval -> interval(interval, timeScale))
                        .toList());
        document.put(
                "line_reaches", answer.reaches().stream().map(FitJson::reach).toList());
        document.put("influential", influential(answer, timeScale));
        document.put("left_out", leftOut(answer.leftOut()));
        document.put("notes", answer.notes());
        return IndentedJson.of(document);
    }

    private static Map<String, @Nullable Object> interval(SlopeInterval interval, TimeScale timeScale) {
        DoublingTime doubling = FitMeasures.doublingTime(interval, timeScale);
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put(
                "method",
                switch (interval.method()) {
                    case OLS -> "classical";
                    case HC3 -> "hc3";
                    case CR3 -> "cr3";
                    case CR1, PAIRS_PERCENTILE, PAIRS_BCA, CLUSTER_PERCENTILE, CLUSTER_BCA, WILD_PERCENTILE ->
                        throw new IllegalArgumentException(interval.method() + " is not shown");
                });
        object.put("standard_error", interval.standardError());
        object.put("slope_oom_per_year_low", interval.low());
        object.put("slope_oom_per_year_high", interval.high());
        object.put("growth_factor_per_year_low", Math.pow(10, interval.low()));
        object.put("growth_factor_per_year_high", Math.pow(10, interval.high()));
        object.put("doubling_time_months_low", doubling.low());
        object.put("doubling_time_months_high", doubling.high());
        return object;
    }

    private static Map<String, @Nullable Object> reach(FitJob.Reach reach) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("threshold", reach.threshold().value());
        object.put("date", Objects.toString(reach.date(), null));
        return object;
    }

    private static @Nullable Map<String, @Nullable Object> influential(FitJob.Answer answer, TimeScale timeScale) {
        Trend.Estimate estimate = answer.trend().estimate();
        InfluentialRelease release =
                estimate == null ? null : estimate.robustness().mostInfluential();
        if (release == null) {
            return null;
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("release_id", release.releaseId());
        object.put("model", answer.influential().map(AnalysedRelease::name).orElse(release.releaseId()));
        object.put("published_on", release.publishedOn().toString());
        object.put("value", release.value());
        object.put("cooks_distance", release.cooksDistance());
        object.put("leverage", release.leverage());
        object.put("slope_without_it_oom_per_year", release.slopeWithoutIt());
        object.put("doubling_time_without_it_months", FitMeasures.doublingMonthsWithout(release, timeScale));
        return object;
    }

    private static Map<String, Object> leftOut(FitJob.LeftOut leftOut) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("rejected", leftOut.rejected());
        object.put("without_value", leftOut.withoutValue());
        object.put("outside_dates", leftOut.outsideDates());
        object.put("outside_cohort", leftOut.outsideCohort());
        return object;
    }
}
