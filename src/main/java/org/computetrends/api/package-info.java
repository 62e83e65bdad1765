/**
 * What others may build on: trends of releases that a program has as a {@code Dataset}, and functions of growth for SQL.
 *
 * <p>This package is the public interface: it changes with the version, as the changelog says. All other packages are internal, public as
 * their classes may be, and change without notice; of these, callers see only {@link org.computetrends.domain.UserException}, which
 * methods here throw.
 */
@NullMarked
package org.computetrends.api;

import org.jspecify.annotations.NullMarked;
