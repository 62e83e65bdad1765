package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.domain.LoggedForecastScore;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.TrendProjector;

/**
 * The results of all stages before publication, from which tables and the manifest are made.
 *
 * @param logScores scores of forecasts that earlier runs published in the table {@code forecast_log}
 */
record Findings(
        Ingested input,
        CheckedReleases checkedReleases,
        ReleaseSelection.Rows selectedRows,
        TrendFitter.Result fittedTrends,
        TrendProjector.Result projections,
        Evaluations evaluations,
        VintageHistory.Result history,
        List<LoggedForecastScore> logScores) {

    LocalDate vintage() {
        return input.analysed().date();
    }
}
