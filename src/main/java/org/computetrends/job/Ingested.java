package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.ReleaseReader;

/**
 * The input of the vintage analysed, and the vintages that it is compared with.
 *
 * @param read the releases, as the input has them
 * @param otherVintages the other vintages that the published tables need
 * @param isInMemory whether releases are so small that they are processed in memory, with the same results as in scans
 * @param importRejects cells that the import could not read and files left out, if any
 */
record Ingested(
        ReleaseReader.Result read,
        List<OtherVintages.UncuratedVintage> otherVintages,
        boolean isInMemory,
        List<InputFiles.InputFile> files,
        Optional<StagedRows> importRejects) {

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
        ReleaseReader.Result input = reader.read(session);
        List<InputFiles.InputFile> files =
                InputFiles.describe(session, input.files(), config.publishing().hashInputsUpToBytes());
        long bytes = files.stream().mapToLong(InputFiles.InputFile::bytes).sum();
        boolean isInMemory = config.sizes().isForDriver(bytes);
        return new Ingested(
                input,
                new OtherVintages(config).read(session, reader, input),
                isInMemory,
                files,
                Optional.ofNullable(input.importRejects())
                        .map(rejects -> isInMemory
                                ? new StagedRows.InMemory(rejects.collectAsList())
                                : new StagedRows.Distributed(() -> rejects, rejects.count())));
    }
}
