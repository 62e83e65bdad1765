/** Fits of trends: observations are compressed into cells, and one MLlib regression fits all trends. */
@NullMarked
package org.computetrends.fit;

import org.jspecify.annotations.NullMarked;
