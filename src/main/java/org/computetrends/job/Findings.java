package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.domain.ForecastLogScore;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.TrendProjector;

/**
 * What the stages of a run found.
 *
 * @param input what was read
 * @param checked the releases kept and rejected
 * @param selected the observations
 * @param fitted the trends
 * @param projected what is carried forward
 * @param evaluated what the evaluations found
 * @param history what other vintages say
 * @param logScores how forecasts published before have fared
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

    /** The vintage analysed. */
    LocalDate vintage() {
        return input.read().date();
    }
}
