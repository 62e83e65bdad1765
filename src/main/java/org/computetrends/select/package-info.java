/**
 * Curation of releases, which rejects faulty and duplicate rows, and selection of the releases of each trend.
 *
 * <p>Every rule is written once, over Spark's columnar batches. The driver processes small inputs in memory ({@code
 * VintageCurator}); Spark's tasks scan large inputs ({@code ReleaseScanner}). A scan reduces the rows to sums. Its
 * memory depends on the number of dates, organizations and settings, not on the number of releases.
 *
 * <p>Words used in this package:
 *
 * <ul>
 *   <li>A row is <em>sound</em> if {@link org.computetrends.select.ReleaseBatch} found no fault in it. Being a
 *       duplicate is a fault only in scans that have {@link org.computetrends.sql.RowMarks}.
 *   <li>A row or release is <em>kept</em> if it is sound and not a duplicate.
 *   <li>A <em>quantity</em> is a numeric column of a release. A <em>metric</em> is a quantity or an expression of
 *       columns.
 *   <li>An <em>observation</em> is a kept release's value of a metric, dated within the analysis.
 *   <li>A <em>feature</em> is a property that cohorts require of an observation, such as being on the frontier.
 *   <li>A <em>cell</em> is the observations of one metric on one date. A <em>cluster</em> is the observations of one
 *       organization, or of releases without an organization on one day. The scan divides both by features.
 *   <li>A <em>span</em> is a range of dates between two neighbouring era boundaries; an era consists of whole spans.
 * </ul>
 *
 * <p>Where to start:
 *
 * <ul>
 *   <li>One batch: {@code ReleaseColumns} are its columns, {@code ReleaseBatch} finds faults, dates and labels by
 *       {@code ReleaseRules}, and {@code ReleaseValues} has quantities and metrics.
 *   <li>Duplicates in a scan: {@code SharedNames} finds the rows that share a name, {@code DuplicateFinder} compares
 *       them, and {@code MarkedRows} looks up the result for each row.
 *   <li>The first scan: {@code DateScan} collects, {@code ScannedDates} is the result, {@code DateStatistics} follow
 *       from it.
 *   <li>The second scan: {@code ScanPlan} is its input, {@code PopulationScan} sums observations with equal features,
 *       and {@code ScannedPopulations} is the result.
 *   <li>Rows of tables: {@code CuratedRows}, {@code Rejects}, {@code ObservationLabels}.
 * </ul>
 */
@NullMarked
package org.computetrends.select;

import org.jspecify.annotations.NullMarked;
