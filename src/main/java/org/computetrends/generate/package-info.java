/** Synthetic releases: rows that are a function of a seed and their number, and the truth that they were drawn from. */
@NullMarked
package org.computetrends.generate;

import org.jspecify.annotations.NullMarked;
