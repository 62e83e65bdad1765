package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Optional;

/** Values and dates projected by scenarios from a vintage. {@code evaluate} asks for them to score claims; {@code job} answers. */
public interface ProjectedValues {

    /**
     * The value, in the metric's unit, of a release of a cohort on a date; for records, the value of the largest release so far.
     *
     * @return empty if the scenario or a trend to project is missing, or the value is out of range
     */
    Optional<Quantity> at(LocalDate vintage, String metric, String cohort, String scenario, LocalDate date);

    /**
     * When a cohort reaches a value that none of its releases has reached: the median and central 95% of dates.
     *
     * @param threshold the value, in the metric's unit
     * @return empty if the scenario or trend is missing, or too few paths reach the value for an interval
     */
    Optional<Dates> crossing(LocalDate vintage, String metric, String cohort, String scenario, double threshold);

    /**
     * A date with an interval.
     *
     * @param low lower end of the central 95% interval
     */
    record Dates(LocalDate median, LocalDate low, LocalDate high) {}
}
