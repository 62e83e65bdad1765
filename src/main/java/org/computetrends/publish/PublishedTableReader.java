package org.computetrends.publish;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.UserException;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Reads a vintage's rows of published Parquet tables, without a Spark session. Files are read row by row, so that
 * memory grows only with the returned rows. Columns of timestamps are not read.
 */
public final class PublishedTableReader {
    private final Configuration configuration;
    private final Function<Table, List<Path>> partitions;
    private final LocalDate vintage;

    /** Reads the tables in a folder with one folder per table. */
    public PublishedTableReader(Configuration configuration, String tables, LocalDate vintage) {
        this(
                configuration,
                table -> List.of(new Path(new Path(tables, table.name()), ParquetPublisher.partition(vintage))),
                vintage);
    }

    /** @param partitions the folders with a table's rows of the vintage; they need not exist */
    PublishedTableReader(Configuration configuration, Function<Table, List<Path>> partitions, LocalDate vintage) {
        this.configuration = configuration;
        this.partitions = partitions;
        this.vintage = vintage;
    }

    /** Reads all rows of a table, as {@link #read(Table, Predicate)} does. */
    public PublishedTable read(Table table) {
        return read(table, row -> true);
    }

    /**
     * Reads the wanted rows of a table. A table that was not published has no rows.
     *
     * @param isWanted called for each row with the same object, whose values change
     * @throws UserException when a file cannot be read
     */
    public PublishedTable read(Table table, Predicate<PublishedCells> isWanted) {
        return read(table, FilterCompat.NOOP, isWanted);
    }

    /**
     * Reads the rows of a table that meet all conditions. A table that was not published has no rows. Skips most other
     * rows unread, by the statistics in the files.
     *
     * @throws UserException when a file cannot be read
     */
    public List<PublishedRow> rows(Table table, List<RowCondition> conditions) {
        FilterCompat.Filter filter =
                conditions.isEmpty() ? FilterCompat.NOOP : FilterCompat.get(RowCondition.all(conditions));
        return read(table, filter, row -> true).rows();
    }

    private PublishedTable read(Table table, FilterCompat.Filter filter, Predicate<PublishedCells> isWanted) {
        List<PublishedRow> rows = new ArrayList<>();
        long rowsRead = 0;
        for (Path folder : partitions.apply(table)) {
            try {
                for (Path file : ParquetFiles.list(folder.getFileSystem(configuration), folder)) {
                    rowsRead += read(file, table, filter, isWanted, rows);
                }
            } catch (IOException e) {
                throw UserException.input("table " + folder + " cannot be read: " + e.getMessage(), e);
            }
        }
        return new PublishedTable(table.heading(), rows, rowsRead);
    }

    /** Adds the wanted rows of a file to a list. Returns the number of rows that meet the filter, wanted or not. */
    private long read(
            Path file,
            Table table,
            FilterCompat.Filter filter,
            Predicate<PublishedCells> isWanted,
            List<PublishedRow> rows)
            throws IOException {
        long rowsRead = 0;
        try (ParquetReader<PublishedCells> reader = new CellsReader(
                        HadoopInputFile.fromPath(file, configuration), new CellsReadSupport(table.heading(), vintage))
                .withFilter(filter)
                .build()) {
            for (PublishedCells cells = next(reader); cells != null; cells = next(reader)) {
                rowsRead++;
                if (isWanted.test(cells)) {
                    rows.add(cells.row());
                }
            }
        }
        return rowsRead;
    }

    private static @Nullable PublishedCells next(ParquetReader<PublishedCells> reader) throws IOException {
        try {
            return reader.read();
        } catch (RuntimeException e) { // Parquet throws various classes for damaged files
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Opens a file directly. Parquet's builder for a path reads Hadoop's settings first, which takes too long. */
    private static final class CellsReader extends ParquetReader.Builder<PublishedCells> {
        private final CellsReadSupport support;

        CellsReader(InputFile file, CellsReadSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected ReadSupport<PublishedCells> getReadSupport() {
            return support;
        }
    }
}
