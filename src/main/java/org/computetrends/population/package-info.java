/**
 * Populations of releases in memory, selected by any rules in about a millisecond. The rules and numbers are the same as
 * {@code select} has for any number of rows.
 */
@NullMarked
package org.computetrends.population;

import org.jspecify.annotations.NullMarked;
