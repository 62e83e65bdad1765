package org.computetrends.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.UserException;

/**
 * A CSV file (RFC 4180) with a header: of releases, of claims, or of a benchmark index.
 *
 * @param path the file; {@linkplain TextEncoding#require all its bytes} are valid in the encoding
 */
record CsvFile(Path path, TextEncoding encoding) {
    private static final int FAULTS_SHOWN = 20;

    /** The column with the text of a record that has a wrong number of cells. */
    static final String MALFORMED = "_malformed";

    /** The end of the message for a record whose open quote extends to the end of the file. */
    static final String UNCLOSED = " opens a quote that is never closed";

    static CsvFile of(SparkSession session, String file) {
        CsvFile csv = new CsvFile(InputPaths.requireFile(session, file), TextEncoding.UTF_8);
        csv.encoding.require(session, csv.path);
        return csv;
    }

    /**
     * A non-empty record.
     *
     * @param line the line on which it begins, from 1
     * @param text its text, which may span several lines in quoted cells
     */
    record CsvRecord(long line, String text) {}

    /**
     * The first records of the file, without empty lines. The driver reads them, because executors may not
     * have the driver's local files. Spark's own detection of columns is not used: it treats the path as a pattern,
     * even if it is escaped.
     */
    List<CsvRecord> records(SparkSession session, int limit) {
        List<CsvRecord> records = new ArrayList<>();
        try (BufferedReader reader = encoding.open(session, path)) {
            StringBuilder record = new StringBuilder();
            long begins = 1;
            long number = 1;
            for (String line = reader.readLine(); line != null && records.size() < limit; line = reader.readLine()) {
                begins = record.isEmpty() ? number : begins;
                record.append(record.isEmpty() ? "" : "\n").append(line.replace("\uFEFF", ""));
                if (!isQuoteOpen(record)) {
                    add(records, begins, record);
                }
                number++;
            }
            add(records, begins, record);
        } catch (IOException e) {
            throw InputPaths.unreadable(path, e);
        }
        return records;
    }

    private static void add(List<CsvRecord> records, long begins, StringBuilder record) {
        if (!record.isEmpty()) {
            records.add(new CsvRecord(begins, record.toString()));
        }
        record.setLength(0);
    }

    /** Whether a text ends inside a quoted cell. */
    static boolean isQuoteOpen(CharSequence text) {
        return text.chars().filter(character -> character == '"').count() % 2 == 1;
    }

    /**
     * The columns' names.
     *
     * @throws UserException when the file is empty
     */
    List<String> header(SparkSession session) {
        // Read as a row, because a schema would rename columns that differ only in case.
        List<Row> firstRows = rows(csv(session), session, records(session, 1));
        if (firstRows.isEmpty()) {
            throw UserException.input(path + " is empty: it has no header");
        }
        Row row = firstRows.get(0);
        return IntStream.range(0, row.length())
                .mapToObj(i -> row.isNullAt(i) ? "" : row.getString(i).trim())
                .toList();
    }

    /**
     * Calls {@code taker} for each record after the header, with its cells as text and the line on which it begins. A
     * record with a wrong number of cells is added to the faults instead.
     */
    void forEach(SparkSession session, List<String> header, List<String> faults, ObjLongConsumer<Row> taker) {
        List<CsvRecord> records = records(session, Integer.MAX_VALUE).stream()
                .filter(record -> !record.text().isBlank())
                .toList();
        List<Row> rows = rows(cells(session, header), session, records);
        for (int i = 1; i < rows.size(); i++) {
            CsvRecord record = records.get(i);
            if (rows.get(i).getAs(MALFORMED) != null || isQuoteOpen(record.text())) {
                faults.add(malformed(record.line(), record.text(), header.size()));
            } else {
                taker.accept(rows.get(i), record.line());
            }
        }
    }

    /** @throws UserException when there are faults; its message lists the first {@value #FAULTS_SHOWN} */
    static void requireNone(String file, List<String> faults) {
        if (!faults.isEmpty()) {
            int moreFaults = faults.size() - FAULTS_SHOWN;
            throw UserException.input(file + ": "
                    + String.join("; ", faults.subList(0, Math.min(FAULTS_SHOWN, faults.size())))
                    + (moreFaults > 0 ? "; and " + moreFaults + " more" : ""));
        }
    }

    /** Reads cells as text, and records with a wrong number of cells as {@link #MALFORMED}. */
    static DataFrameReader cells(SparkSession session, List<String> header) {
        StructType schema = new StructType();
        for (int i = 0; i < header.size(); i++) {
            schema = schema.add("c" + i, DataTypes.StringType);
        }
        return csv(session)
                .schema(schema.add(MALFORMED, DataTypes.StringType))
                .option("columnNameOfCorruptRecord", MALFORMED);
    }

    /** The cells of records; Spark skips blank records. */
    static List<Row> rows(DataFrameReader reader, SparkSession session, List<CsvRecord> records) {
        return reader.csv(session.createDataset(
                        records.stream().map(CsvRecord::text).toList(), Encoders.STRING()))
                .collectAsList();
    }

    private static DataFrameReader csv(SparkSession session) {
        return session.read()
                .option("header", "false")
                .option("multiLine", "true")
                .option("quote", "\"")
                .option("escape", "\"")
                .option("encoding", "UTF-8")
                .option("mode", "PERMISSIVE");
    }

    /** The message for a record with a wrong number of cells, or whose open quote extends to the end of the file. */
    static String malformed(long row, String text, int columns) {
        return "row " + row + (isQuoteOpen(text) ? UNCLOSED : " does not have " + columns + " cells like the header");
    }

    /** The row and column of a cell, as messages begin with it. */
    static String where(long row, String column) {
        return "row " + row + ", column '" + column + "': ";
    }
}
