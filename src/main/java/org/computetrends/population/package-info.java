/**
 * Populations where releases are few enough to be held: selected in memory by any rules, in a millisecond or so. The same
 * rules and the same numbers as {@code scan} has for any number of rows.
 */
@NullMarked
package org.computetrends.population;

import org.jspecify.annotations.NullMarked;
