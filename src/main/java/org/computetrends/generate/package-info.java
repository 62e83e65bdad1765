/** Synthetic releases, drawn from known lines by seed and number, and the trends that a run on them should find. */
@NullMarked
package org.computetrends.generate;

import org.jspecify.annotations.NullMarked;
