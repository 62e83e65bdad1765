/**
 * Publishing: stages the tables of a run, then makes them visible in one step. The only package that writes to sinks
 * and to datasets of releases.
 */
@NullMarked
package org.computetrends.publish;

import org.jspecify.annotations.NullMarked;
