/** The jobs: the order of the stages, and the manifest of a run. */
@NullMarked
package org.computetrends.job;

import org.jspecify.annotations.NullMarked;
