package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.ReleaseReader;

/**
 * The vintages that a run reads, before any check.
 *
 * @param analysed the rows of the vintage analysed
 * @param otherVintages the other vintages that the published tables need
 * @param isInMemory whether the vintage analysed is small enough to be checked and selected in memory
 * @param files the files of the vintage analysed
 * @param earlyRejects rejects from before the check: unreadable cells of an import, files left out, and rows without
 *     a vintage; empty if there are none
 */
record Ingested(
        ReleaseReader.Result analysed,
        List<OtherVintages.UncuratedVintage> otherVintages,
        boolean isInMemory,
        List<InputFiles.InputFile> files,
        Optional<RowsWithoutRunId> earlyRejects) {

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
        ReleaseReader.Result analysed = reader.read(session);
        List<InputFiles.InputFile> files = InputFiles.describe(
                session, analysed.files(), config.publishing().hashInputsUpToBytes());
        long bytes = files.stream().mapToLong(InputFiles.InputFile::bytes).sum();
        boolean isInMemory = config.sizes().isForDriver(bytes);
        return new Ingested(
                analysed,
                new OtherVintages(config).find(session, reader, analysed),
                isInMemory,
                files,
                Optional.ofNullable(analysed.earlyRejects())
                        .map(rejects -> isInMemory
                                ? new RowsWithoutRunId.InMemory(rejects.collectAsList())
                                : new RowsWithoutRunId.Distributed(() -> rejects, rejects.count())));
    }
}
