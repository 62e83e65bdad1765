package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Odds;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Trend;

/**
 * Makes forecasts of the forecast metric's frontier and record under a scenario, and the odds of reaching thresholds.
 *
 * @param grid the thresholds and dates of odds
 * @param allTime the metric's frontier or record trend over all dates, which has all records
 */
record ScenarioForecaster(ForecastSettings settings, OddsSettings grid, Trend allTime, Knowledge knowledge) {

    /** Whether a method is the default one at the origin. */
    boolean isDefault(ForecastMethod method) {
        return method.id().equals(settings.defaultAt(knowledge.origin(), knowledge.coverageEnd(metric())));
    }

    private String metric() {
        return settings.metric().id();
    }

    /** Forecasts under a scenario other than continue. None is the default, and none is backtested. */
    List<Forecast> forecasts(
            ForecastMethod method,
            Scenario scenario,
            ProcessPaths process,
            Optional<ReleasePaths> paths,
            List<LocalDate> dates) {
        List<Forecast> forecasts = new ArrayList<>();
        for (ForecastTarget target : settings.targets()) {
            double[][] values = paths.isEmpty() ? new double[0][] : paths.get().values(target, dates);
            for (int d = 0; d < dates.size(); d++) {
                forecasts.add(new Forecast(
                        new Forecast.Key(method.id(), metric(), target, scenario.id(), dates.get(d)),
                        /* isDefault= */ false,
                        knowledge.origin(),
                        process.knownReleases().start(),
                        knowledge.coverageEnd(metric()),
                        process.releaseCount(),
                        paths.isEmpty() ? null : ForecastQuantiles.ofSample(values[d]),
                        /* hindsight= */ null,
                        /* realTime= */ null));
            }
        }
        return forecasts;
    }

    /** The odds that a release is published and, if delays are known, that its value is in the database. */
    List<Odds> odds(ForecastMethod method, Scenario scenario, ProcessPaths process, Optional<ReleasePaths> paths) {
        List<Odds> odds =
                new ArrayList<>(odds(method, scenario, process, paths, Odds.Event.PUBLISHED, Optional.empty()));
        if (knowledge.delays().isPresent()) {
            odds.addAll(odds(method, scenario, process, paths, Odds.Event.IN_DATABASE, knowledge.delays()));
        }
        return odds;
    }

    private List<Odds> odds(
            ForecastMethod method,
            Scenario scenario,
            ProcessPaths process,
            Optional<ReleasePaths> paths,
            Odds.Event event,
            Optional<ReportingDelays> delays) {
        List<LocalDate> dates = grid.dates(knowledge.origin());
        double[] log10Values = grid.log10Thresholds();
        double[][] shares = paths.map(sampled -> sampled.exceedance(dates, log10Values, delays))
                .orElseGet(() -> new double[0][]);
        boolean isDefault =
                event == Odds.Event.PUBLISHED && scenario.id().equals(Scenario.CONTINUE) && isDefault(method);
        List<Odds> odds = new ArrayList<>();
        for (int k = 0; k < log10Values.length; k++) {
            double threshold = OddsSettings.threshold(log10Values[k]);
            boolean isObserved = allTime.firstToReach(threshold) != null;
            for (int d = 0; d < dates.size(); d++) {
                odds.add(Odds.ofPaths(
                        new Odds.Key(
                                metric(),
                                event,
                                scenario.id(),
                                method.id(),
                                knowledge.vintage(),
                                threshold,
                                dates.get(d)),
                        isDefault,
                        isObserved,
                        paths.isEmpty() ? null : Double.valueOf(shares[d][k]),
                        settings.paths().pathCount(),
                        process.knownReleases().start(),
                        knowledge.coverageEnd(metric())));
            }
        }
        return odds;
    }
}
