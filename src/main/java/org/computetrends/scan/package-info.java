/**
 * Populations where releases are too many to be held or compared row by row: two scans, and nothing of a row but
 * arithmetic. What it makes grows with dates, organizations and settings, never with releases.
 */
@NullMarked
package org.computetrends.scan;

import org.jspecify.annotations.NullMarked;
