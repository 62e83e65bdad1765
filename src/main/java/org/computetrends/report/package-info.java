/**
 * The page people look at: one self-contained HTML file, from published rows. No Spark, no input or output.
 */
@NullMarked
package org.computetrends.report;

import org.jspecify.annotations.NullMarked;
