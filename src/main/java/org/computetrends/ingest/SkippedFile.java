package org.computetrends.ingest;

import org.computetrends.domain.RejectReason;

/**
 * A file of a dataset that cannot be used.
 *
 * @param file its path within the vintage's folder
 * @param reason why, in a word
 * @param message why, in a sentence
 */
public record SkippedFile(String file, RejectReason reason, String message) {}
