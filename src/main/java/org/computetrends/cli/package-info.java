/** The commands, their exit codes, and the SparkSession they run on. */
@NullMarked
package org.computetrends.cli;

import org.jspecify.annotations.NullMarked;
