/**
 * Records and enums of the domain, without Spark, input or output. Most records are rows of a table of a similar name.
 *
 * <p>A {@code String} named {@code metric}, {@code cohort}, {@code era}, {@code scenario} or {@code method} is the id
 * of one, as in settings and tables.
 *
 * <p>Words used in all packages:
 *
 * <ul>
 *   <li>Source: the database of AI systems that is analysed. {@link Vintage}: its state on a day. {@link Seam}: a
 *       change of how it lists releases or determines values.
 *   <li>Record: a release larger than all before it. Frontier: the releases among the N largest on their day.
 *       {@link Cohort}: any rule that selects releases. Derivative: a release made from a base model; frontiers and
 *       records leave it out.
 *   <li>OOM: order of magnitude, a difference of 1 in log10.
 *   <li>Origin: the day of a forecast; only releases before it are known. Horizon: the time from the origin to the
 *       forecast date. Path: one simulated future. {@link Coverage}: the day up to which values are known; of an
 *       interval: the share of outcomes inside it.
 *   <li>Run: a run of the job. Training run: a run that trains a model; a past one is a known run.
 * </ul>
 */
@NullMarked
package org.computetrends.domain;

import org.jspecify.annotations.NullMarked;
