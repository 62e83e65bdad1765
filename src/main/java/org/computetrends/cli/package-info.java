/**
 * The command line: commands with their options and exit codes, what they print, and the SparkSession of a run. Classes
 * {@code ...Command} are commands. Their results are printed as text by {@code ...Printer} classes, and as JSON by
 * {@code ...Json} classes.
 *
 * <p>A heading of a {@link org.computetrends.cli.TextTable} begins with {@code >} if its column is aligned to the right,
 * and with {@code ~} if it is dimmed too.
 */
@NullMarked
package org.computetrends.cli;

import org.jspecify.annotations.NullMarked;
