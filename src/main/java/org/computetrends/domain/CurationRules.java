package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Set;

/**
 * Rules that reject releases and values, in addition to unusable ones.
 *
 * @param earliestDate releases dated before it are rejected
 * @param excludedConfidence confidence labels whose quantities are rejected
 * @param rejectsMarkedExcluded whether to reject rows that the source marks for exclusion
 */
public record CurationRules(
        LocalDate earliestDate, Set<Confidence> excludedConfidence, boolean rejectsMarkedExcluded, Blanks blanks)
        implements Serializable {}
