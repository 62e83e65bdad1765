/**
 * Which releases are used, and for which trends. The rules are written once, over batches of columns: faults of a row and of
 * its values, duplicates, imputed dates, metrics, z-scores, ranks, cohorts. Small inputs are folded in this process, others in
 * Spark's tasks. Populations of large inputs are sums: they grow with dates, organizations and settings, not with releases.
 */
@NullMarked
package org.computetrends.select;

import org.jspecify.annotations.NullMarked;
