package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.UserException;
import org.computetrends.ingest.CsvReleaseReader;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.publish.VintagePublisher;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.RejectsTable;

/** Imports a published CSV file as a vintage of a canonical dataset. */
public final class ImportJob {
    private static final int EXAMPLES = 20;

    private final SparkSession session;
    private final TrendConfig config;

    /**
     * @param session the session to run on
     * @param config the settings, of which the mapping is used
     */
    public ImportJob(SparkSession session, TrendConfig config) {
        this.session = session;
        this.config = config;
    }

    /**
     * What was imported.
     *
     * @param rows releases imported, every row of the file
     * @param unreadableCells cells that could not be read and are null in the dataset
     * @param examples the first of these, a sentence each
     * @param warnings a sentence for each column that is unknown, missing or read twice
     */
    public record Result(long rows, long unreadableCells, List<String> examples, List<String> warnings) {}

    /**
     * Imports.
     *
     * @param file the CSV file
     * @param vintage the date that the file is of
     * @param dataset the dataset's folder, made if it is not there
     */
    public Result run(String file, LocalDate vintage, String dataset) {
        CsvReleaseReader.Result read = new CsvReleaseReader(config.mapping(), config.formats()).read(session, file);
        Dataset<Row> releases = read.releases().persist(StorageLevel.MEMORY_AND_DISK());
        long rows = releases.count();
        if (rows == 0) {
            throw UserException.input(file + " holds no rows");
        }
        Dataset<Row> rejects = read.rejects().persist(StorageLevel.MEMORY_AND_DISK());
        List<Row> unclosed = rejects.select(RejectsTable.MESSAGE)
                .filter(CsvReleaseReader.isUnclosed())
                .takeAsList(1);
        if (!unclosed.isEmpty()) {
            throw UserException.input(file + ": " + unclosed.get(0).getString(0));
        }
        new VintagePublisher(session, dataset)
                .publish(
                        vintage,
                        releases,
                        List.of(CanonicalRelease.SOURCE_ROW),
                        rejects,
                        ReleaseReader.IMPORT_REJECTS,
                        RejectsTable.REJECTS.key());
        List<String> examples = rejects
                .orderBy(RejectsTable.SOURCE_ROW, RejectsTable.COLUMN_NAME)
                .select(RejectsTable.MESSAGE, RejectsTable.VALUE)
                .takeAsList(EXAMPLES)
                .stream()
                .map(row -> row.getString(0) + ": " + row.getString(1))
                .toList();
        return new Result(rows, rejects.count(), examples, read.warnings());
    }
}
