package org.computetrends.publish;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version of a Parquet output whose tables are written but whose page is not. The version is new, or the current one
 * if only the page is replaced. The open pointer keeps the output locked.
 */
record StagedVersion(ParquetVersions versions, VersionPointer pointer, PublishedVersion version, ReportFolder folder)
        implements TableSink.Staged {
    private static final Logger LOG = LoggerFactory.getLogger(StagedVersion.class);

    @Override
    public Optional<ReportFolder> reportFolder() {
        return Optional.of(folder);
    }

    @Override
    public void makeVisible() {
        try {
            pointer.pointTo(version);
        } catch (IOException e) {
            throw ParquetPublisher.failed(folder.output(), e);
        }
        try {
            UnusedVersions.of(versions, version, version.version()).remove();
        } catch (IOException e) {
            LOG.warn("Versions before {} could not be removed; the next run will try again", folder.version(), e);
        }
    }

    @Override
    public void close() {
        ParquetPublisher.close(pointer);
    }
}
