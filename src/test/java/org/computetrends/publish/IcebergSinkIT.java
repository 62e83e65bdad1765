package org.computetrends.publish;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg in a folder, with its catalog in a SQLite file. */
@Tag("slow")
class IcebergSinkIT extends IcebergContract {

    @TempDir
    private Path warehouse;

    @Override
    IcebergDestination destination() {
        return new IcebergLake(session, (SinkAddress.Iceberg) SinkAddress.parse("iceberg:" + warehouse), Map.of());
    }
}
