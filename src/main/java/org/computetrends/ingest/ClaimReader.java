package org.computetrends.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.Claim;
import org.computetrends.domain.UserException;

/**
 * Reads published claims from a CSV file with one row for each (RFC 4180, UTF-8, a header). Columns may stand in any
 * order; what they hold is in {@code data/README.md}. Every fault of the file is told at once, with its row, the header
 * being 1, its column, the value and the bound.
 */
public final class ClaimReader {
    private static final int FAULTS_TOLD = 20;
    private static final String ROW = "_row";

    private final String file;
    private final Names names;

    /**
     * @param file a path that Hadoop's file systems understand
     * @param names what claims may name
     */
    public ClaimReader(String file, Names names) {
        this.file = file;
        this.names = names;
    }

    /**
     * What claims may name.
     *
     * @param metrics the metrics' ids
     * @param presets the presets' names
     */
    public record Names(Set<String> metrics, Set<String> presets) {
        public Names {
            metrics = Set.copyOf(metrics);
            presets = Set.copyOf(presets);
        }
    }

    /**
     * Reads the claims, in the order of the file.
     *
     * @throws UserException when there is no such file, or a fault in it
     */
    public List<Claim> read(SparkSession session) {
        InputPaths.requireFile(session, file);
        List<String> header = CsvReleaseReader.header(session, file);
        List<String> faults = new ArrayList<>();
        for (String column : ClaimRow.COLUMNS) {
            if (!header.contains(column)) {
                faults.add("no column holds " + column);
            }
        }
        for (String column : header) {
            if (!ClaimRow.COLUMNS.contains(column)) {
                faults.add("column '" + column + "' is none of " + String.join(", ", ClaimRow.COLUMNS));
            }
        }
        requireNone(faults);
        List<Claim> claims = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Row row : CsvReleaseReader.csv(session)
                .schema(CsvReleaseReader.cellSchema(header))
                .option("columnNameOfCorruptRecord", CsvReleaseReader.MALFORMED)
                .csv(file)
                .withColumn(ROW, monotonically_increasing_id().plus(1))
                .filter(col(ROW).gt(1))
                .collectAsList()) {
            long number = row.getAs(ROW);
            if (row.getAs(CsvReleaseReader.MALFORMED) != null) {
                faults.add("row " + number + " does not have " + header.size() + " cells as the header does");
                continue;
            }
            ClaimRow parsed = new ClaimRow(number, header, row, names, faults);
            Claim claim = parsed.claim();
            if (!ids.add(parsed.id())) {
                faults.add("row " + number + ", column 'claim_id': '" + parsed.id() + "' names a claim already");
            }
            if (claim != null) {
                claims.add(claim);
            }
        }
        requireNone(faults);
        return List.copyOf(claims);
    }

    private void requireNone(List<String> faults) {
        if (!faults.isEmpty()) {
            int more = faults.size() - FAULTS_TOLD;
            throw UserException.input(file + ": "
                    + String.join("; ", faults.subList(0, Math.min(FAULTS_TOLD, faults.size())))
                    + (more > 0 ? "; and " + more + " more" : ""));
        }
    }
}
