package org.computetrends.job;

import java.util.List;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueDensity;

/**
 * Releases selected into populations.
 *
 * @param trends every trend, with cohorts by attribute written out
 * @param populations the populations of these trends; they take most memory and are used by the fit only
 * @param rows the published rows of the selected releases
 */
record SelectedReleases(List<TrendSpecification> trends, TrendPopulations populations, Rows rows) {
    /**
     * The published rows of selected releases.
     *
     * @param observations rows of the observations table
     * @param densities the number of values of each metric, by quarter and half an order of magnitude
     */
    record Rows(StagedRows observations, List<ValueDensity> densities) {}
}
