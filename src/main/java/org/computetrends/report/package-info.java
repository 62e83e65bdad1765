/**
 * Makes the report: one self-contained HTML page, from published rows. {@link Page} is the entry, {@link Sections} lists the
 * page's sections. Does no input or output, and does not use Spark.
 *
 * <p>A section ({@link Section}) consists of sentences, tables ({@link QuotedTable}) and figures ({@link Figure}). Every number in
 * them is a quotation ({@link Quote}): it has the address of the published value. A figure shows a chart ({@link Chart}), which has
 * one or more panels and the datasets that they draw ({@link Dataset}). A panel is a Vega-Lite specification ({@link VegaLite}).
 *
 * <p>The terms of the tables are defined where they are computed: {@link org.computetrends.domain.Vintage vintage},
 * {@link org.computetrends.domain.Cohort cohort}, {@link org.computetrends.domain.CohortRule frontier and record},
 * {@link org.computetrends.domain.Era era}, {@link org.computetrends.domain.Seam seam},
 * {@link org.computetrends.domain.Scenario scenario}, {@link org.computetrends.domain.Backtest origin and horizon},
 * {@link org.computetrends.domain.Nowcast nowcast}. The <i>default</i> forecast method is the one that the run's own
 * forecasts come from; the <i>benchmark</i> is the simple method that it is compared with ({@link ComparedMethods}).
 */
@NullMarked
package org.computetrends.report;

import org.jspecify.annotations.NullMarked;
