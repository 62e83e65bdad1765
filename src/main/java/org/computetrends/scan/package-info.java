/**
 * Populations of any number of releases: two scans of columns, and nothing of a row but arithmetic. What it makes grows with
 * dates, organizations and settings, never with releases. A third labels observations one by one, where they are published.
 */
@NullMarked
package org.computetrends.scan;

import org.jspecify.annotations.NullMarked;
