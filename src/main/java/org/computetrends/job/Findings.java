package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.domain.ForecastLogScore;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.TrendProjector;

/**
 * The results of the stages of a run.
 *
 * @param logScores scores of forecasts published before
 */
record Findings(
        Ingested input,
        CheckedReleases checkedReleases,
        ReleaseSelection.Rows selectedRows,
        TrendFitter.Result fittedTrends,
        TrendProjector.Result projections,
        Evaluations evaluations,
        VintageHistory.Result history,
        List<ForecastLogScore> logScores) {

    LocalDate vintage() {
        return input.read().date();
    }
}
