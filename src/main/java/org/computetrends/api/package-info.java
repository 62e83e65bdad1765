/**
 * The public interface of compute-trends: trends of releases in a {@code Dataset}, and growth functions for SQL.
 *
 * <p>Changes to this package follow the version number and are listed in the changelog. All other packages are internal,
 * even their public classes, and change without notice. The one exception is
 * {@link org.computetrends.domain.UserException}, which methods here throw.
 */
@NullMarked
package org.computetrends.api;

import org.jspecify.annotations.NullMarked;
