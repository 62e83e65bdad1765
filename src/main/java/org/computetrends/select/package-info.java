/**
 * Curation of releases, and selection of the releases of each trend.
 *
 * <p>Every rule is written once, over Spark's columnar batches. The driver processes small inputs in memory ({@code
 * VintageCurator}); Spark's tasks scan large ones ({@code ReleaseScanner}). A scan reduces the rows to sums, so its
 * memory depends on the number of dates, organizations and settings, and not on the number of releases.
 *
 * <p>Words used in this package:
 *
 * <ul>
 *   <li>A row is <em>sound</em> if {@link org.computetrends.select.ReleaseRules} finds no fault in it. A sound row is
 *       kept unless it is a duplicate.
 *   <li>An <em>observation</em> is a kept release's value of a metric, dated within the analysis.
 *   <li>A <em>feature</em> is a property that cohorts require of an observation, such as being on the frontier.
 *   <li>A <em>cell</em> is the observations of one metric on one date. A <em>cluster</em> is the observations of one organization.
 *   <li>A <em>span</em> is a range of dates between two neighbouring era boundaries; an era consists of whole spans.
 * </ul>
 */
@NullMarked
package org.computetrends.select;

import org.jspecify.annotations.NullMarked;
