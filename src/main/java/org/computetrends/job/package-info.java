/**
 * The jobs behind the commands. {@link TrendJob} runs all stages; others import, generate, fit one trend or retire a
 * vintage. Classes named Published... answer from published tables.
 *
 * <p>The vintage analysed is the one that a run fits. To check or curate rows is to reject faults and duplicates. A
 * stage is a timed step of a run.
 */
@NullMarked
package org.computetrends.job;

import org.jspecify.annotations.NullMarked;
