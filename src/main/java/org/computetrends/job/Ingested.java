package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.ingest.SeriesReader;

/**
 * What was read of the vintage analysed, and the vintages that it is compared with.
 *
 * @param read the releases, as the input has them
 * @param others the other vintages that the tables asked for need
 * @param way how they are worked on
 * @param rows how many rows there are, where they had to be counted
 * @param files the files that were read
 * @param toldRejects cells that the import could not read and files left out, where there are any
 */
record Ingested(
        ReleaseReader.Result read,
        List<SeriesReader.Group> others,
        Way way,
        long rows,
        List<InputFiles.InputFile> files,
        Optional<FoundRows> toldRejects) {

    /** How releases are worked on, which their number decides, and which what is found does not depend on. */
    enum Way {
        HELD,
        ROW_BY_ROW,
        SCANNED
    }

    static Ingested read(SparkSession session, TrendConfig config) {
        ReleaseReader reader = new ReleaseReader(
                config.input(), config.vintage(), config.scope(), config.mapping(), config.badFiles());
        ReleaseReader.Result read = reader.read(session);
        List<InputFiles.InputFile> files =
                InputFiles.describe(session, read.files(), config.publishing().hashInputsUpToBytes());
        long bytes = files.stream().mapToLong(InputFiles.InputFile::bytes).sum();
        // No release takes less than a byte: the rows of small files need no counting.
        long rows = bytes > config.scale().rowsAbove() ? read.releases().count() : 0;
        Way way = rows > config.scale().rowsAbove() ? Way.SCANNED : config.isSmall(bytes) ? Way.HELD : Way.ROW_BY_ROW;
        return new Ingested(
                read,
                new OtherVintages(config)
                        .read(session, new SeriesReader(reader, config.mapping(), config.togetherBytes()), read),
                way,
                rows,
                files,
                Optional.ofNullable(read.toldRejects())
                        .map(rejects -> way == Way.HELD
                                ? new FoundRows.Held(rejects.collectAsList())
                                : new FoundRows.Distributed(rejects, rejects.count())));
    }

    long toldCount() {
        return toldRejects.map(FoundRows::count).orElse(0L);
    }
}
