package org.computetrends.publish;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version whose page can still be written before the pointer is set to it: a new version, or the current one when
 * only its page is replaced.
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
