/**
 * The public interface of compute-trends: trends, forecasts and odds of the releases in a {@code Dataset}, and the SQL
 * functions {@code growth} and {@code crossing}.
 *
 * <p>The version number says how this package changes (semantic versioning), and the changelog lists the changes. All
 * other packages are internal and change without notice, even their public classes. The only exception is
 * {@link org.computetrends.domain.UserException}, because methods of this package throw it.
 */
@NullMarked
package org.computetrends.api;

import org.jspecify.annotations.NullMarked;
