/** Checks on releases: what is kept, what is rejected, and why. Rows read equal rows kept and rows rejected. */
@NullMarked
package org.computetrends.curate;

import org.jspecify.annotations.NullMarked;
