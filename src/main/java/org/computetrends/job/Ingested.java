package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.ReleaseReader;

/**
 * What was read of the vintage analysed, and the vintages that it is compared with.
 *
 * @param read the releases, as the input has them
 * @param others the other vintages that the tables asked for need
 * @param way how they are worked on
 * @param files the files that were read
 * @param toldRejects cells that the import could not read and files left out, where there are any
 */
record Ingested(
        ReleaseReader.Result read,
        List<OtherVintages.Other> others,
        Way way,
        List<InputFiles.InputFile> files,
        Optional<StagedRows> toldRejects) {

    /** How releases are worked on, which their number decides, and which what is found does not depend on. */
    enum Way {
        HELD,
        SCANNED
    }

    static ReleaseReader reader(TrendConfig config) {
        return new ReleaseReader(
                config.input(),
                config.vintage(),
                config.scope(),
                config.mapping(),
                config.badFiles(),
                config.sizes().localBytes());
    }

    static Ingested read(SparkSession session, TrendConfig config) {
        ReleaseReader reader = reader(config);
        ReleaseReader.Result read = reader.read(session);
        List<InputFiles.InputFile> files =
                InputFiles.describe(session, read.files(), config.publishing().hashInputsUpToBytes());
        long bytes = files.stream().mapToLong(InputFiles.InputFile::bytes).sum();
        Way way = config.sizes().isForDriver(bytes) ? Way.HELD : Way.SCANNED;
        return new Ingested(
                read,
                new OtherVintages(config).read(session, reader, read),
                way,
                files,
                Optional.ofNullable(read.toldRejects())
                        .map(rejects -> way == Way.HELD
                                ? new StagedRows.Held(rejects.collectAsList())
                                : new StagedRows.Distributed(() -> rejects, rejects.count())));
    }

    long toldCount() {
        return toldRejects.map(StagedRows::count).orElse(0L);
    }
}
