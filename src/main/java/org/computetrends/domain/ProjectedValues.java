package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Optional;

/** What scenarios say of a date, as seen from a vintage. */
public interface ProjectedValues {

    /**
     * The value, in the metric's unit, of a release of a cohort on a date; for records, of the largest release so far.
     *
     * @param vintage the vintage that it is projected from
     * @param metric the metric's id
     * @param cohort the cohort's id
     * @param scenario the scenario's id
     * @param date the date
     * @return empty where the scenario, or a trend of the cohort to carry forward, is not there, and beyond the range of numbers
     */
    Optional<Quantity> at(LocalDate vintage, String metric, String cohort, String scenario, LocalDate date);

    /**
     * When a cohort reaches a value that none of its releases has: the central 95% of dates.
     *
     * @param vintage the vintage that it is projected from
     * @param metric the metric's id
     * @param cohort the cohort's id
     * @param scenario the scenario's id
     * @param threshold the value, in the metric's unit
     * @return empty where the scenario or trend is not there, or too few paths reach the value for an interval
     */
    Optional<Dates> crossing(LocalDate vintage, String metric, String cohort, String scenario, double threshold);

    /**
     * A date that is known to within an interval.
     *
     * @param median its median
     * @param low lower end of the central 95%
     * @param high upper end
     */
    record Dates(LocalDate median, LocalDate low, LocalDate high) {}
}
