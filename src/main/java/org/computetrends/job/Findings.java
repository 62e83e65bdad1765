package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.domain.ForecastLogScore;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.TrendProjector;

/**
 * The results of the stages of a run.
 *
 * @param input the input read
 * @param checked the releases kept and rejected
 * @param selected the observations
 * @param fitted the trends
 * @param projected projections and crossings
 * @param evaluated the results of the evaluations
 * @param history results from other vintages
 * @param logScores scores of forecasts published before
 */
record Findings(
        Ingested input,
        CheckedReleases checked,
        SelectedReleases.Rows selected,
        TrendFitter.Result fitted,
        TrendProjector.Result projected,
        Evaluations evaluated,
        VintageHistory.Result history,
        List<ForecastLogScore> logScores) {

    LocalDate vintage() {
        return input.read().date();
    }
}
