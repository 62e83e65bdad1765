/** The command line: commands with their options and exit codes, what they print, and the SparkSession of a run. */
@NullMarked
package org.computetrends.cli;

import org.jspecify.annotations.NullMarked;
