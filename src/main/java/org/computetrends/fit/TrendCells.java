package org.computetrends.fit;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.stats.Cells;

/**
 * A trend's population, compressed.
 *
 * @param cells its observations by date
 * @param dates the date of each cell
 * @param organizations distinct first-named organizations
 * @param ascent the releases that were its largest so far, in order of date
 */
record TrendCells(Cells cells, List<LocalDate> dates, long organizations, List<LargestSoFar> ascent) {

    LocalDate firstDate() {
        return dates.get(0);
    }

    LocalDate lastDate() {
        return dates.get(dates.size() - 1);
    }
}
