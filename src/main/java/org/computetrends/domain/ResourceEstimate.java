package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * What a run of given compute at a given date takes of a resource.
 *
 * @param resource which resource
 * @param metric the metric that it is measured by
 * @param computeFlop the run's compute
 * @param on its date
 * @param quantity the median and the 95% interval of one run, in the metric's unit
 * @param low80 the lower end of the 80% interval of one run
 * @param high80 its upper end
 * @param isBeyond whether the compute lies beyond that of every run known
 * @param nearest the known runs nearest in compute and date, the nearest first
 */
public record ResourceEstimate(
        RunResource resource,
        String metric,
        double computeFlop,
        LocalDate on,
        Quantity quantity,
        double low80,
        double high80,
        boolean isBeyond,
        List<ResourceFit.Run> nearest) {

    public ResourceEstimate {
        nearest = List.copyOf(nearest);
    }
}
