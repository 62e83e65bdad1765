/** Evaluations: how trends fare under other settings. */
@NullMarked
package org.computetrends.evaluate;

import org.jspecify.annotations.NullMarked;
