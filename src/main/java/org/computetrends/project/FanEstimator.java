package org.computetrends.project;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;

/** Reads a trend's fan off its simulated paths, at every date. */
final class FanEstimator {
    private final Trend trend;
    private final Scenario scenario;
    private final TimeScale timeScale;

    FanEstimator(Trend trend, Scenario scenario, TimeScale timeScale) {
        this.trend = trend;
        this.scenario = scenario;
        this.timeScale = timeScale;
    }

    List<Projection> projections(Paths paths, List<LocalDate> dates) {
        List<Projection> projections = new ArrayList<>();
        for (int d = 0; d < dates.size(); d++) {
            double[] line = paths.lineQuantiles(d, 0.025, 0.5, 0.975);
            double[] release = paths.releaseQuantiles(d, 0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975);
            Projection.Binding binding = binding(paths, d);
            projections.add(new Projection(
                    trend.specification().metric().id(),
                    trend.specification().cohort().id(),
                    scenario.id(),
                    dates.get(d),
                    estimand(trend.specification().cohort().rule()),
                    Math.pow(10, lineMedian(line[1], dates.get(d))),
                    Math.pow(10, line[0]),
                    Math.pow(10, line[2]),
                    new Projection.Quantiles(
                            Math.pow(10, release[0]),
                            Math.pow(10, release[1]),
                            Math.pow(10, release[2]),
                            Math.pow(10, release[3]),
                            Math.pow(10, release[4]),
                            Math.pow(10, release[5]),
                            Math.pow(10, release[6])),
                    binding));
        }
        return projections;
    }

    /** The fitted line itself where it goes on, which needs no simulation; elsewhere the median of the paths. */
    private double lineMedian(double simulated, LocalDate date) {
        Trend.Estimate estimate = trend.estimate();
        boolean goesOn = scenario.course() instanceof Scenario.Paced paced && paced.slopeFactor() == 1;
        return goesOn && estimate != null && trend.specification().cohort().rule() != Cohort.Rule.RECORD
                ? estimate.line().valueAt(timeScale.yearsSince2000(date))
                : simulated;
    }

    /** The limit that holds back most paths, where the scenario has limits. */
    private Projection.Binding binding(Paths paths, int date) {
        if (!(scenario.course() instanceof Scenario.Limited limited)) {
            return Projection.Binding.NONE;
        }
        double[] shares = paths.bindingShares(date, limited.limits().size());
        int most = 0;
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            sum += shares[k];
            most = shares[k] > shares[most] ? k : most;
        }
        return sum == 0
                ? new Projection.Binding(null, 0.0)
                : new Projection.Binding(limited.limits().get(most).id(), sum);
    }

    /** What the line of a cohort is the median of, in log space. */
    private static String estimand(Cohort.Rule rule) {
        return switch (rule) {
            case RECORD -> "largest release so far";
            case FRONTIER -> "release among the largest so far";
            case ALL, NOTABLE, REGULAR_SCALE, LARGE_SCALE -> "release of the cohort";
        };
    }
}
