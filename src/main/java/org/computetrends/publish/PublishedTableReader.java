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
 * Reads published Parquet tables without a Spark session, row by row, so that memory grows only with the wanted rows.
 * Columns of timestamps are not read.
 */
public final class PublishedTableReader {
    private final Configuration configuration;
    private final Function<Table, List<Path>> folders;
    private final LocalDate vintage;

    /** @param tables the folder with one folder per table */
    public PublishedTableReader(Configuration configuration, String tables, LocalDate vintage) {
        this(
                configuration,
                table -> List.of(new Path(new Path(tables, table.name()), ParquetPublisher.partition(vintage))),
                vintage);
    }

    PublishedTableReader(Configuration configuration, Function<Table, List<Path>> folders, LocalDate vintage) {
        this.configuration = configuration;
        this.folders = folders;
        this.vintage = vintage;
    }

    /**
     * Reads a table; an unpublished one has no rows.
     *
     * @throws UserException when a file cannot be read
     */
    public PublishedTable read(Table table) {
        return read(table, row -> true);
    }

    /**
     * Reads the wanted rows of a table; an unpublished one has none.
     *
     * @param isWanted called for each row with an object that is reused
     * @throws UserException when a file cannot be read
     */
    public PublishedTable read(Table table, Predicate<PublishedCells> isWanted) {
        List<PublishedRow> rows = new ArrayList<>();
        long rowsPublished = read(table, FilterCompat.NOOP, isWanted, rows);
        return new PublishedTable(table.heading(), rows, rowsPublished);
    }

    /**
     * Reads the rows of a table that meet all ranges, and decodes few others; an unpublished table has none.
     *
     * @throws UserException when a file cannot be read
     */
    public List<PublishedRow> rows(Table table, List<ColumnRange> ranges) {
        List<PublishedRow> rows = new ArrayList<>();
        FilterCompat.Filter filter = ranges.isEmpty() ? FilterCompat.NOOP : FilterCompat.get(ColumnRange.all(ranges));
        read(table, filter, row -> true, rows);
        return rows;
    }

    private long read(
            Table table, FilterCompat.Filter filter, Predicate<PublishedCells> isWanted, List<PublishedRow> rows) {
        long rowsRead = 0;
        for (Path folder : folders.apply(table)) {
            try {
                for (Path file : ParquetFiles.in(folder.getFileSystem(configuration), folder)) {
                    rowsRead += read(file, table.heading(), filter, isWanted, rows);
                }
            } catch (IOException e) {
                throw UserException.input("table " + folder + " cannot be read: " + e.getMessage(), e);
            }
        }
        return rowsRead;
    }

    private long read(
            Path file,
            PublishedTable.Heading heading,
            FilterCompat.Filter filter,
            Predicate<PublishedCells> isWanted,
            List<PublishedRow> rows)
            throws IOException {
        long rowsRead = 0;
        try (ParquetReader<PublishedCells> reader = new CellsReader(
                        HadoopInputFile.fromPath(file, configuration), new CellsReadSupport(heading, vintage))
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
        } catch (RuntimeException e) { // of any kind: Parquet's for damaged files
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Opens a file directly. Parquet's builder for a path reads all of Hadoop's settings first, slower than a small
     * table.
     */
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
