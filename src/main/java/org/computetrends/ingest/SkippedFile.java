package org.computetrends.ingest;

import org.computetrends.domain.RejectReason;

/**
 * An unusable file of a dataset.
 *
 * @param file its path within the vintage's folder
 */
public record SkippedFile(String file, RejectReason reason, String message) {}
