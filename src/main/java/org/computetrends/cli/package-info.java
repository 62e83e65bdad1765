/**
 * The command line: commands with their options and exit codes, what they print, and the SparkSession of a run. Classes
 * {@code ...Command} are commands. Their results are printed as text by {@code ...Printer} classes, and as JSON by
 * {@code ...Json} classes.
 *
 * <p>The beginning of a heading, such as {@code ~>}, is the style of its column: see {@link
 * org.computetrends.cli.TextTable}.
 */
@NullMarked
package org.computetrends.cli;

import org.jspecify.annotations.NullMarked;
