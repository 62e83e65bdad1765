package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.stats.Quantiles;

/**
 * Reads a cohort's fan off sample paths, at every date: the largest release so far for records, a line and a single release
 * for other cohorts.
 *
 * @param scenario the scenario that the paths follow
 * @param dates increasing
 */
record FanEstimator(Scenario scenario, List<LocalDate> dates) {

    List<Projection> projections(TrendSpecification trend, ReleasePaths paths, double[][] lines) {
        boolean isRecord = trend.cohort().rule() == Cohort.Rule.RECORD;
        List<Projection> projections = new ArrayList<>();
        for (int d = 0; d < dates.size(); d++) {
            LocalDate date = dates.get(d);
            double[] releases = isRecord ? lines[d] : paths.releases(date);
            double[] line = Quantiles.ofDrawn(lines[d], 0.025, 0.5, 0.975);
            projections.add(new Projection(
                    trend.metric().id(),
                    trend.cohort().id(),
                    scenario.id(),
                    date,
                    estimand(trend.cohort().rule()),
                    Math.pow(10, line[1]),
                    Math.pow(10, line[0]),
                    Math.pow(10, line[2]),
                    quantiles(releases),
                    binding(paths, date)));
        }
        return projections;
    }

    private static Projection.Quantiles quantiles(double[] log10) {
        ForecastQuantiles quantiles = ForecastQuantiles.ofDrawn(log10);
        return new Projection.Quantiles(
                Math.pow(10, quantiles.p025()),
                Math.pow(10, quantiles.p10()),
                Math.pow(10, quantiles.p25()),
                Math.pow(10, quantiles.median()),
                Math.pow(10, quantiles.p75()),
                Math.pow(10, quantiles.p90()),
                Math.pow(10, quantiles.p975()));
    }

    /** The limit that binds on most paths, if the scenario has limits. */
    private Projection.Binding binding(ReleasePaths paths, LocalDate date) {
        List<Scenario.Limit> limits = scenario.assumption().limits();
        if (limits.isEmpty()) {
            return Projection.Binding.NONE;
        }
        int[] counts = paths.limited(date, limits.size());
        int most = 0;
        int sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += counts[k];
            most = counts[k] > counts[most] ? k : most;
        }
        return new Projection.Binding(sum == 0 ? null : limits.get(most).id(), sum / (double) paths.size());
    }

    /** The quantity whose median, in log space, is the cohort's line. */
    private static String estimand(Cohort.Rule rule) {
        return switch (rule) {
            case RECORD -> "largest release so far";
            case FRONTIER -> "release among the largest so far";
            case ALL, NOTABLE, REGULAR_SCALE, LARGE_SCALE -> "release of the cohort";
        };
    }
}
