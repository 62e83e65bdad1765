package org.computetrends.table;

import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.InfluentialRelease;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.jspecify.annotations.Nullable;

/** The {@code influence} table: the releases that move a trend most, and what it would be without each. */
public final class InfluenceTable {

    /**
     * A release's influence on a trend.
     *
     * @param trend the trend's key
     * @param rank from 1, by Cook's distance
     * @param release the release and what the trend would be without it
     * @param timeScale how slopes become months
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

        private @Nullable Double monthsWithoutIt() {
            Double slope = release.slopeWithoutIt();
            return slope == null || slope <= 0 ? null : (Double) timeScale.doublingTimeMonths(slope);
        }
    }

    public static final RecordTable<TrendInfluence> INFLUENCE = RecordTable.<TrendInfluence>named(
                    "influence", "An influential release of a trend, and the trend without it.")
            .key(text("metric", "The metric's id."), row -> row.trend().metric())
            .key(text("cohort", "The cohort's id."), row -> row.trend().cohort())
            .key(text("era", "The era's id."), row -> row.trend().era())
            .key(
                    text("release_id", "The release's id.").in("releases", "release_id"),
                    row -> row.release().releaseId())
            .column(required("rank", DataTypes.IntegerType, "From 1, by Cook's distance."), TrendInfluence::rank)
            .column(
                    date("published_on", "Its date, imputed if known to month or year."),
                    row -> row.release().publishedOn())
            .column(
                    number("value", "Its value, in the metric's unit."),
                    row -> row.release().value())
            .column(
                    number(
                            "cooks_distance",
                            "Cook's distance: above 1 is large, above 4/n notable; null where this release determines the"
                                    + " slope."),
                    row -> row.release().cooksDistance())
            .column(
                    number("leverage", "Leverage of its date, from 1/n to 1."),
                    row -> row.release().leverage())
            .column(
                    number("slope_without_it_oom_per_year", "The slope without it, OOM a year."),
                    row -> row.release().slopeWithoutIt())
            .column(
                    number(
                            "doubling_time_without_it_months",
                            "The doubling time without it; null when it does not grow."),
                    TrendInfluence::monthsWithoutIt)
            .build();

    private InfluenceTable() {}
}
