package org.computetrends.ingest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.UserException;

/**
 * Reads a benchmark index: for each release a number that was measured after it appeared. Nowcasts use it for a second
 * estimate of unknown training compute.
 *
 * <p>The index is a CSV file (RFC 4180, UTF-8, a header) with a column of names and a column of numbers; other columns
 * are ignored. Rows without a number are skipped. If a name has several rows, which are versions or settings of one
 * release, the largest number counts. All faults are reported together, each with its row (the line on which the record
 * begins), column, value and bound.
 *
 * @param file a path on any file system that Hadoop supports
 */
public record BenchmarkIndexReader(String file, String nameColumn, String valueColumn, Blanks blanks) {
    /** The largest number accepted, without its sign: sums of squares of larger numbers lose precision. */
    private static final double MOST = 1e12;

    /** The maximum size in bytes, because the index is read into memory. A larger file is not an index of models. */
    private static final long MOST_BYTES = 16_000_000;

    /**
     * Reads the index: a number for each name.
     *
     * @throws UserException when the file is missing, has a fault or has no number
     */
    public Map<String, Double> read(SparkSession session) {
        long bytes = InputPaths.require(session, InputPaths.requireFile(session, file))
                .getLen();
        if (bytes > MOST_BYTES) {
            throw UserException.input("nowcasts.companion.file: " + file + " has " + bytes
                    + " bytes; a benchmark index may have at most " + MOST_BYTES);
        }
        CsvFile csv = CsvFile.of(session, file);
        List<String> header = csv.header(session);
        List<String> faults = new ArrayList<>();
        for (String column : List.of(nameColumn, valueColumn)) {
            int times = Collections.frequency(header, column);
            if (times != 1) {
                faults.add((times == 0 ? "no column is" : times + " columns are") + " called '" + column + "'");
            }
        }
        CsvFile.requireNone(file, faults);
        Map<String, Double> index = new TreeMap<>();
        int names = header.indexOf(nameColumn);
        int values = header.indexOf(valueColumn);
        csv.forEach(session, header, faults, (row, line) -> {
            String name = row.getString(names);
            String value = row.getString(values);
            if (value == null || blanks.isBlank(value)) {
                return;
            }
            double number = number(value.trim());
            if (name == null || blanks.isBlankName(name)) {
                faults.add(
                        CsvFile.where(line, nameColumn) + "'' must be a name, since '" + valueColumn + "' is " + value);
            } else if (Math.abs(number) <= MOST) {
                index.merge(name.trim(), number, Math::max);
            } else {
                faults.add(CsvFile.where(line, valueColumn) + "'" + value
                        + "' must be a number from -1e12 to 1e12, or empty");
            }
        });
        if (index.isEmpty() && faults.isEmpty()) {
            faults.add("column '" + valueColumn + "' has no number in any row");
        }
        CsvFile.requireNone(file, faults);
        return index;
    }

    private static double number(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
