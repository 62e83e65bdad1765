/** Projections: lines carried forward, crossing dates of thresholds, generations. */
@NullMarked
package org.computetrends.project;

import org.jspecify.annotations.NullMarked;
