/**
 * Measures how fast AI's training compute, parameters, data, cost and power have been doubling. For others there is
 * {@link org.computetrends.api}; all other packages are internal and change without notice.
 */
@NullMarked
package org.computetrends;

import org.jspecify.annotations.NullMarked;
