/** Fits: observations compressed into cells, and the MLlib regression over all trends at once. */
@NullMarked
package org.computetrends.fit;

import org.jspecify.annotations.NullMarked;
