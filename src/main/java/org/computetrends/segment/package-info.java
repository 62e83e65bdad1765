/** Populations: metrics, eras, z-scores, the running top N, records and cohorts. */
@NullMarked
package org.computetrends.segment;

import org.jspecify.annotations.NullMarked;
