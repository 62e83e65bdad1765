/**
 * Records and enums of the domain, without Spark, input or output. Most records are rows of a table of a similar name.
 *
 * <p>A text that is named for a thing, such as {@code metric}, {@code cohort}, {@code scenario} or {@code method}, is its id
 * in settings and tables.
 */
@NullMarked
package org.computetrends.domain;

import org.jspecify.annotations.NullMarked;
