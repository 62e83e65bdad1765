package org.computetrends.ingest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.UserException;

/**
 * Reads a benchmark index, which has a number for each release, measured after the release appeared. Nowcasts use the
 * index for a second estimate of unknown training compute.
 *
 * <p>The index is a CSV file (RFC 4180, UTF-8, a header) with a column of names and a column of numbers; other columns
 * are ignored. Rows with a blank number are skipped. If a name has several rows, which are versions or settings of one
 * release, the largest number counts. The header is checked before the rows. All faults of the header, or else of the
 * rows, are reported together. The fault of a cell has its column, and the line on which the record begins.
 *
 * @param file a path on any file system that Hadoop supports
 */
public record BenchmarkIndexReader(String file, String nameColumn, String valueColumn, Blanks blanks) {
    /** The largest absolute value accepted: sums of squares of larger numbers lose precision. */
    private static final double LARGEST_NUMBER = 1e12;

    /** The maximum size in bytes, because the index is read into memory. A larger file is not an index of models. */
    private static final long MAX_BYTES = 16_000_000;

    /**
     * Reads the index: a number for each name.
     *
     * @throws UserException when the file is missing, too large or not in UTF-8, has a fault or has no number
     */
    public Map<String, Double> read(SparkSession session) {
        long bytes = InputFiles.requireFile(session, file).getLen();
        if (bytes > MAX_BYTES) {
            throw UserException.input("nowcasts.companion.file: " + file + " has " + bytes
                    + " bytes; a benchmark index may have at most " + MAX_BYTES);
        }
        CsvFile csv = CsvFile.of(session, file);
        List<String> header = csv.header(session);
        List<String> faults = new ArrayList<>();
        for (String column : List.of(nameColumn, valueColumn)) {
            int columns = Collections.frequency(header, column);
            if (columns != 1) {
                faults.add((columns == 0 ? "no column is" : columns + " columns are") + " called '" + column + "'");
            }
        }
        CsvFile.requireNoFaults(file, faults);
        Map<String, Double> index = new TreeMap<>();
        int nameIndex = header.indexOf(nameColumn);
        int valueIndex = header.indexOf(valueColumn);
        csv.forEach(session, header, faults, (row, line) -> {
            String name = row.getString(nameIndex);
            String value = row.getString(valueIndex);
            if (value == null || blanks.isBlank(value)) {
                return;
            }
            double number = number(value.trim());
            if (name == null || blanks.isBlankName(name)) {
                faults.add(CsvFile.location("line " + line, nameColumn) + "'" + Objects.requireNonNullElse(name, "")
                        + "' must be a name, since '" + valueColumn + "' is " + value);
            } else if (Math.abs(number) <= LARGEST_NUMBER) {
                index.merge(name.trim(), number, Math::max);
            } else {
                faults.add(CsvFile.location("line " + line, valueColumn) + "'" + value
                        + "' must be a number from -1e12 to 1e12, or empty");
            }
        });
        if (index.isEmpty() && faults.isEmpty()) {
            faults.add("column '" + valueColumn + "' has no number in any row");
        }
        CsvFile.requireNoFaults(file, faults);
        return index;
    }

    /** The number; NaN if the text is not a number. */
    private static double number(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
