package org.computetrends.fit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.Cells;

/**
 * A trend's population by date.
 *
 * @param cells its observations by date
 * @param extremes the largest and the smallest release of each cell
 * @param timeScale how dates became the cells' times
 */
record TrendCells(Cells cells, List<Extremes> extremes, TimeScale timeScale) {

    /** The two releases of a date that lie farthest from the rest. */
    record Extremes(LargestSoFar largest, LargestSoFar smallest) {}

    double timeOf(LargestSoFar release) {
        return timeScale.yearsSince2000(release.publishedOn());
    }

    LocalDate firstDate() {
        return extremes.get(0).largest().publishedOn();
    }

    LocalDate lastDate() {
        return extremes.get(extremes.size() - 1).largest().publishedOn();
    }

    /** The releases that were the largest of the population so far, in order of date. */
    List<LargestSoFar> ascent() {
        List<LargestSoFar> ascent = new ArrayList<>();
        double largest = Double.NEGATIVE_INFINITY;
        for (Extremes ofDate : extremes) {
            if (ofDate.largest().value() > largest) {
                largest = ofDate.largest().value();
                ascent.add(ofDate.largest());
            }
        }
        return ascent;
    }
}
