package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks on the namespaces of a lake's catalog. */
class LakeDatabaseTest {
    @TempDir
    private Path folder;

    /** A run that publishes to two namespaces has both locks at once. */
    @Test
    void namespacesOfOneSqliteFileAreLockedSeparately() {
        LakeDatabase database =
                LakeDatabase.Sqlite.of(folder.resolve("lake/catalog.db").toString());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try (IcebergDestination.PublishingLock trends = database.lock("trends");
                    IcebergDestination.PublishingLock ai = database.lock("ai")) {
                assertThat(trends).isNotSameAs(ai);
            }
        });
    }
}
