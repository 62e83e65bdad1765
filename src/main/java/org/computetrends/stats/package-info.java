/** The statistics, on plain arrays. No Spark, no input or output. */
@NullMarked
package org.computetrends.stats;

import org.jspecify.annotations.NullMarked;
