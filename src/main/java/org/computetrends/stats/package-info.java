/** Statistics on plain arrays, without Spark, input or output. */
@NullMarked
package org.computetrends.stats;

import org.jspecify.annotations.NullMarked;
