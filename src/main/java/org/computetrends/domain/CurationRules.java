package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Set;

/**
 * Which releases, and which of their values, are rejected beside those that cannot be used.
 *
 * @param earliestDate releases dated before it are rejected
 * @param excludedConfidence confidence labels whose quantities are rejected
 * @param rejectsMarkedExcluded whether rows are rejected that the source marks as ones to leave out
 * @param blanks the texts that stand for nothing
 */
public record CurationRules(
        LocalDate earliestDate, Set<Confidence> excludedConfidence, boolean rejectsMarkedExcluded, Blanks blanks) {}
