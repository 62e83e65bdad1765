/**
 * The command line: commands with their options and exit codes, what they print, and the SparkSession of a run. Classes
 * {@code ...Command} are commands. Their results are printed as text by {@code ...Printer} classes, and as JSON by
 * {@code ...Json} classes.
 */
@NullMarked
package org.computetrends.cli;

import org.jspecify.annotations.NullMarked;
