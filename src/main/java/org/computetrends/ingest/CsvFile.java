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
 * Reads a CSV file (RFC 4180) with a header: of releases, of claims, or of a benchmark index.
 *
 * @param path the file. {@link TextEncoding#require} must have checked that its bytes are valid in the encoding
 */
record CsvFile(Path path, TextEncoding encoding) {
    /** The maximum number of faults in a message. */
    private static final int FAULTS_SHOWN = 20;

    /** The name of the column with the text of a record that has a wrong number of cells. */
    static final String MALFORMED = "_malformed";

    /** The end of the message for a record whose open quote extends to the end of the file. */
    static final String UNCLOSED = " opens a quote that is never closed";

    /** Opens a file and checks that all its bytes are valid UTF-8. */
    static CsvFile of(SparkSession session, String file) {
        CsvFile csv = new CsvFile(InputFiles.requireFile(session, file).getPath(), TextEncoding.UTF_8);
        csv.encoding.require(session, csv.path);
        return csv;
    }

    /**
     * A non-empty record.
     *
     * @param line the line of the file on which the record begins, from 1
     * @param text the record's text, which spans several lines if a quoted cell does
     */
    record CsvRecord(long line, String text) {}

    /**
     * The first records of the file, without empty lines and byte-order marks. The driver reads them, because executors
     * may not have the driver's local files. Spark's reader is not used, because its detection of columns treats even
     * an escaped path as a pattern.
     */
    List<CsvRecord> records(SparkSession session, int limit) {
        List<CsvRecord> records = new ArrayList<>();
        try (BufferedReader reader = encoding.open(session, path)) {
            StringBuilder record = new StringBuilder();
            boolean isQuoteOpen = false;
            long firstLine = 1;
            long lineNumber = 1;
            for (String line = reader.readLine(); line != null && records.size() < limit; line = reader.readLine()) {
                firstLine = record.isEmpty() ? lineNumber : firstLine;
                record.append(record.isEmpty() ? "" : "\n").append(line.replace("\uFEFF", ""));
                isQuoteOpen ^= isQuoteOpen(line); // an odd number of quotes opens or closes a quoted cell
                if (!isQuoteOpen) {
                    addRecord(records, firstLine, record);
                }
                lineNumber++;
            }
            addRecord(records, firstLine, record);
        } catch (IOException e) {
            throw InputFiles.unreadable(path, e);
        }
        return records;
    }

    /** Adds a record unless it is empty, and clears its text. */
    private static void addRecord(List<CsvRecord> records, long firstLine, StringBuilder record) {
        if (!record.isEmpty()) {
            records.add(new CsvRecord(firstLine, record.toString()));
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
     * @throws UserException when the file is empty or its first record is blank
     */
    List<String> header(SparkSession session) {
        // The header is read as a row, because in a schema Spark would rename columns that differ only in case.
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
     * Passes each record after the header to a consumer: its cells as text, and the line on which the record begins.
     * For a record with a wrong number of cells or an unclosed quote, a fault is added instead.
     */
    void forEach(SparkSession session, List<String> header, List<String> faults, ObjLongConsumer<Row> consumer) {
        List<CsvRecord> records = records(session, Integer.MAX_VALUE).stream()
                .filter(record -> !record.text().isBlank())
                .toList();
        List<Row> rows = rows(cells(session, header), session, records);
        for (int i = 1; i < rows.size(); i++) {
            CsvRecord record = records.get(i);
            if (rows.get(i).getAs(MALFORMED) != null || isQuoteOpen(record.text())) {
                faults.add(malformedMessage("line " + record.line(), record.text(), header.size()));
            } else {
                consumer.accept(rows.get(i), record.line());
            }
        }
    }

    /** @throws UserException when there are faults; its message lists the first {@value #FAULTS_SHOWN} */
    static void requireNoFaults(String file, List<String> faults) {
        if (!faults.isEmpty()) {
            int moreFaults = faults.size() - FAULTS_SHOWN;
            throw UserException.input(file + ": "
                    + String.join("; ", faults.subList(0, Math.min(FAULTS_SHOWN, faults.size())))
                    + (moreFaults > 0 ? "; and " + moreFaults + " more" : ""));
        }
    }

    /** A reader of cells as text. It puts records with a wrong number of cells into the column {@link #MALFORMED}. */
    static DataFrameReader cells(SparkSession session, List<String> header) {
        StructType schema = new StructType();
        for (int i = 0; i < header.size(); i++) {
            schema = schema.add("c" + i, DataTypes.StringType);
        }
        return csv(session)
                .schema(schema.add(MALFORMED, DataTypes.StringType))
                .option("columnNameOfCorruptRecord", MALFORMED);
    }

    /** The rows of records. Spark skips blank records. */
    private static List<Row> rows(DataFrameReader reader, SparkSession session, List<CsvRecord> records) {
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

    /**
     * The message for a record with a wrong number of cells, or whose open quote extends to the end of the file.
     *
     * @param record the record's number or first line, such as {@code row 3} or {@code line 5}
     */
    static String malformedMessage(String record, String text, int columns) {
        return record + (isQuoteOpen(text) ? UNCLOSED : " does not have " + columns + " cells like the header");
    }

    /** The record and column of a cell, for the beginning of a message. */
    static String location(String record, String column) {
        return record + ", column '" + column + "': ";
    }
}
