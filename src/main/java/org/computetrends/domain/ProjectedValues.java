package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Optional;

/** Values and dates projected by scenarios from a vintage. */
public interface ProjectedValues {

    /**
     * The value, in the metric's unit, of a release of a cohort on a date; for records, the value of the largest release so far.
     *
     * @param vintage the vintage that it is projected from
     * @param metric the metric's id
     * @param cohort the cohort's id
     * @param scenario the scenario's id
     * @param date the date
     * @return empty if the scenario or a trend to project is missing, or the value is out of range
     */
    Optional<Quantity> at(LocalDate vintage, String metric, String cohort, String scenario, LocalDate date);

    /**
     * When a cohort reaches a value that none of its releases has reached: the median and central 95% of dates.
     *
     * @param vintage the vintage that it is projected from
     * @param metric the metric's id
     * @param cohort the cohort's id
     * @param scenario the scenario's id
     * @param threshold the value, in the metric's unit
     * @return empty if the scenario or trend is missing, or too few paths reach the value for an interval
     */
    Optional<Dates> crossing(LocalDate vintage, String metric, String cohort, String scenario, double threshold);

    /**
     * A date with an interval.
     *
     * @param median the median date
     * @param low lower end of the central 95% interval
     * @param high upper end of that interval
     */
    record Dates(LocalDate median, LocalDate low, LocalDate high) {}
}
