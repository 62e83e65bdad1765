package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendMovement;
import org.computetrends.table.TrendsTable;

/** Finds how slopes moved since a publication. Unlike a doubling time, a slope is finite for flat trends. */
public final class MovementFinder {

    private MovementFinder() {}

    /**
     * The movement of each trend that is fitted now or was fitted in the published table of trends: the run's trends in
     * their order, then the trends that are no longer fitted.
     */
    public static List<TrendMovement> movements(List<Trend> trends, PublishedTable published) {
        Map<TrendKey, Double> publishedSlopes = new LinkedHashMap<>();
        for (PublishedRow row : published.rows()) {
            Double slope = row.number(TrendsTable.SLOPE_OOM_PER_YEAR);
            // Rows of other growth models, which are other shapes of the same trend, have no slope.
            if (slope != null) {
                publishedSlopes.put(key(row), slope);
            }
        }
        List<TrendMovement> movements = new ArrayList<>();
        for (Trend trend : trends) {
            Trend.Estimate estimate = trend.estimate();
            if (estimate != null) {
                TrendKey key = trend.specification().key();
                movements.add(new TrendMovement(
                        key, publishedSlopes.remove(key), estimate.line().slope(), List.of()));
            }
        }
        // Only the trends no longer fitted are left.
        publishedSlopes.forEach((key, slope) -> movements.add(new TrendMovement(key, slope, null, List.of())));
        return movements;
    }

    private static TrendKey key(PublishedRow row) {
        return new TrendKey(
                row.requireText(TrendsTable.METRIC),
                row.requireText(TrendsTable.COHORT),
                row.requireText(TrendsTable.ERA),
                GrowthModel.EXPONENTIAL);
    }
}
