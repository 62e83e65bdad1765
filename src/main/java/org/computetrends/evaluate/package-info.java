/** Evaluations: how trends fare under other settings, on other vintages, and beside what has been published. */
@NullMarked
package org.computetrends.evaluate;

import org.jspecify.annotations.NullMarked;
