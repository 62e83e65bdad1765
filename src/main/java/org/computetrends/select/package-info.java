/**
 * Selects releases for trends. The rules are written once, over columnar batches: faults of rows and values, duplicates,
 * imputed dates, metrics, z-scores, ranks, cohorts. Small inputs are processed in the driver, others in Spark's tasks.
 * Populations of large inputs are sums: they grow with dates, organizations and settings, not with releases.
 */
@NullMarked
package org.computetrends.select;

import org.jspecify.annotations.NullMarked;
