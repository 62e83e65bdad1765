/**
 * Makes the report: one self-contained HTML page, from published rows. {@link Page} is the entry, {@link Sections}
 * lists the page's sections. The package does not use Spark, and reads no files except its own scripts and style sheet
 * ({@link Assets}).
 *
 * <p>A section ({@link Section}) consists of sentences, tables ({@link QuotedTable}) and figures ({@link Figure}).
 * Every result in them is a quotation ({@link Quote}): a number or date with the address of the published value. A
 * figure shows a chart ({@link Chart}). A chart has panels, and the datasets that the panels draw ({@link Dataset}). A
 * panel is a Vega-Lite specification ({@link VegaLite}).
 *
 * <p>The terms of the tables are defined where they are computed: {@link org.computetrends.domain.Vintage vintage},
 * {@link org.computetrends.domain.Cohort cohort}, {@link org.computetrends.domain.CohortSelector frontier and record},
 * {@link org.computetrends.domain.Era era}, {@link org.computetrends.domain.Seam seam}, {@link
 * org.computetrends.domain.Scenario scenario}, {@link org.computetrends.domain.Backtest origin and horizon}, {@link
 * org.computetrends.domain.Nowcast nowcast}. The <i>default</i> forecast method makes the run's own
 * forecasts; the <i>benchmark</i> is the simple method that the default is compared with ({@link ComparedMethods}).
 */
@NullMarked
package org.computetrends.report;

import org.jspecify.annotations.NullMarked;
