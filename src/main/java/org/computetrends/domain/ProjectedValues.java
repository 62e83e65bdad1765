package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Optional;

/** Projects values and dates by scenario from a vintage, for scoring claims. */
public interface ProjectedValues {

    /**
     * The value, in the metric's unit, of a release of a cohort on a date; for records, of the largest release so far.
     *
     * @return empty if the scenario or a trend to project is missing, or the value is out of range
     */
    Optional<MedianAndInterval> value(LocalDate vintage, String metric, String cohort, String scenario, LocalDate date);

    /**
     * When a cohort reaches a value that none of its releases has reached: the median and central 95% of dates.
     *
     * @param threshold the value, in the metric's unit
     * @return empty if the scenario or trend is missing, or too few paths reach the value for an interval
     */
    Optional<Dates> crossing(LocalDate vintage, String metric, String cohort, String scenario, double threshold);

    /** A date with the ends of its central 95% interval. */
    record Dates(LocalDate median, LocalDate low, LocalDate high) {}
}
