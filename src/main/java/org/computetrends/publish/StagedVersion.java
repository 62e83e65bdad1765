package org.computetrends.publish;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version of a Parquet output whose tables are written but whose page is not. The version is new, or the current one
 * if only the page is replaced. The open pointer keeps the output locked.
 */
record StagedVersion(ParquetVersions versions, VersionPointer pointer, PublishedVersion version, ReportFolder report)
        implements TableSink.Staged {
    private static final Logger LOG = LoggerFactory.getLogger(StagedVersion.class);

    @Override
    public Optional<ReportFolder> reportFolder() {
        return Optional.of(report);
    }

    @Override
    public void makeVisible() {
        try {
            pointer.pointTo(version);
        } catch (IOException e) {
            throw ParquetPublisher.failure(report.output(), e);
        }
        try {
            UnusedVersions.of(versions, version, version.name()).remove();
        } catch (IOException e) {
            LOG.warn("Versions before {} could not be removed; the next run will try again", report.versionFolder(), e);
        }
    }

    @Override
    public void close() {
        ParquetPublisher.close(pointer);
    }
}
