/** Synthetic releases: rows as a function of a seed and their number, and the truth that they are drawn from. */
@NullMarked
package org.computetrends.generate;

import org.jspecify.annotations.NullMarked;
