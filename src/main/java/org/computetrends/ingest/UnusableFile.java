package org.computetrends.ingest;

import org.computetrends.domain.RejectReason;

/**
 * An unusable file of a dataset, which a run skips or fails on.
 *
 * @param file its path within the vintage's folder
 * @param message a sentence for users, with the name of the file
 */
public record UnusableFile(String file, RejectReason reason, String message) {}
