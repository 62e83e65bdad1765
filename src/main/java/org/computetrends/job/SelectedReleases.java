package org.computetrends.job;

import java.util.List;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueDensity;

/**
 * Releases selected into populations.
 *
 * @param trends every trend, cohorts by attribute written out
 * @param populations of these trends: what takes most memory, and is for the fit alone
 * @param rows what is published of them
 */
record SelectedReleases(List<TrendSpecification> trends, TrendPopulations populations, Rows rows) {

    /**
     * What is published of releases selected.
     *
     * @param observations rows of the observations table
     * @param densities how many values there are of each metric, by quarter and magnitude
     */
    record Rows(StagedRows observations, List<ValueDensity> densities) {}
}
