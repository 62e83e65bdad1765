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
     * @return empty where the scenario, or a trend of the cohort to carry forward, is not there
     */
    Optional<Quantity> at(LocalDate vintage, String metric, String cohort, String scenario, LocalDate date);
}
