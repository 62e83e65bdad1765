/**
 * Statistics on plain arrays, without Spark, input or output. OOM means orders of magnitude: most values are log10 of a
 * quantity. Times are in years since 2000-01-01.
 */
@NullMarked
package org.computetrends.stats;

import org.jspecify.annotations.NullMarked;
