package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Set;

/**
 * The configured rules for rejecting releases and values. Releases and values that cannot be used, such as a release
 * without a name, are always rejected.
 *
 * @param earliestDate releases dated before this day are rejected
 * @param excludedConfidence the values of releases with one of these confidence labels are rejected, not the releases
 * @param rejectsMarkedExcluded whether to reject rows that the source marks for exclusion
 * @param blanks texts that count as a missing value
 */
public record CurationRules(
        LocalDate earliestDate, Set<Confidence> excludedConfidence, boolean rejectsMarkedExcluded, Blanks blanks)
        implements Serializable {}
