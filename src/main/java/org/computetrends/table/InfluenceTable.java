package org.computetrends.table;

import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.InfluentialRelease;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.jspecify.annotations.Nullable;

/** The {@code influence} table: the most influential releases of each trend, and the trend without each of them. */
public final class InfluenceTable {

    /**
     * The influence of a release on a trend.
     *
     * @param rank from 1, in descending order of Cook's distance
     * @param release the release, and the slope without it
     * @param timeScale the conversion of slopes to doubling times in months
     */
    public record TrendInfluence(TrendKey trend, int rank, InfluentialRelease release, TimeScale timeScale) {

        /** The most influential releases of every trend. */
        public static List<TrendInfluence> of(List<Trend> trends, TimeScale timeScale) {
            List<TrendInfluence> rows = new ArrayList<>();
            for (Trend trend : trends) {
                Trend.Estimate estimate = trend.estimate();
                if (estimate != null) {
                    List<InfluentialRelease> releases = estimate.robustness().influential();
                    for (int i = 0; i < releases.size(); i++) {
                        rows.add(new TrendInfluence(trend.specification().key(), i + 1, releases.get(i), timeScale));
                    }
                }
            }
            return rows;
        }

        private @Nullable Object monthsWithoutIt() {
            Double slope = release.slopeWithoutIt();
            return slope == null ? null : DoublingTime.months(slope, timeScale);
        }
    }

    public static final RecordTable<TrendInfluence> INFLUENCE = RecordTable.<TrendInfluence>named(
                    "influence", "An influential release of a trend, and the trend without it.")
            .trend(TrendInfluence::trend)
            .text("release_id", row -> row.release().releaseId())
            .references("releases", "release_id")
            .meaning("The release's id.")
            .key()
            .wholeNumber("rank", TrendInfluence::rank)
            .meaning("Rank of the release by Cook's distance, from 1. In trends too large for memory only the largest"
                    + " and the smallest release of each date are ranked: rank 1 is exact, and later ranks may skip a"
                    + " release.")
            .optionalDate("published_on", row -> row.release().publishedOn())
            .meaning("The release's date, imputed if known to month or year.")
            .optionalNumber("value", row -> row.release().value())
            .meaning("The release's value, in the metric's unit.")
            .optionalNumber("cooks_distance", row -> row.release().cooksDistance())
            .meaning("Cook's distance: above 1 is large, above 4/n notable; null where the"
                    + " release determines the slope.")
            .optionalNumber("leverage", row -> row.release().leverage())
            .meaning("Leverage of the release's date, from 1/n to 1.")
            .optionalNumber(
                    "slope_without_it_oom_per_year", row -> row.release().slopeWithoutIt())
            .meaning("The slope without the release, OOM a year.")
            .optionalNumber("doubling_time_without_it_months", TrendInfluence::monthsWithoutIt)
            .meaning("The doubling time without the release; null when the metric does not grow.")
            .build();

    private InfluenceTable() {}
}
