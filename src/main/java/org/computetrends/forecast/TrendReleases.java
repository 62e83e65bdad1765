package org.computetrends.forecast;

import java.util.Optional;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.held.Population;
import org.computetrends.stats.Cells;

/** The releases of trends: one by one, or by date where there are too many to be in memory. */
public interface TrendReleases {

    /** The releases of a trend; empty where there are too many. */
    Optional<Population> population(TrendSpecification trend);

    /** The releases of a trend by date. */
    Cells cells(TrendSpecification trend);
}
