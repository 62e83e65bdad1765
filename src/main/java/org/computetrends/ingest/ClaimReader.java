package org.computetrends.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.Claim;
import org.computetrends.domain.UserException;

/**
 * Reads published claims about trends from a CSV file with one record per claim (RFC 4180, UTF-8, a header). A run
 * compares claims with its own results. Columns may be in any order; {@code data/README.md} defines them.
 *
 * <p>The header is checked before the records. All faults of the header, or else of the records, are reported together.
 * The fault of a cell has the line on which the record begins, the column and the value, and says what is allowed.
 *
 * @param file a path on any file system that Hadoop supports
 */
public record ClaimReader(String file, Names names) {

    /** The ids of metrics and the names of presets that claims may use. */
    public record Names(Set<String> metrics, Set<String> presets) {
        public Names {
            metrics = Set.copyOf(metrics);
            presets = Set.copyOf(presets);
        }
    }

    /**
     * Reads the claims, in the order of the file.
     *
     * @throws UserException when the file is missing, is not in UTF-8 or has a fault
     */
    public List<Claim> read(SparkSession session) {
        CsvFile csv = CsvFile.of(session, file);
        List<String> header = csv.header(session);
        List<String> faults = new ArrayList<>();
        for (String column : ClaimRow.COLUMNS) {
            if (!header.contains(column)) {
                faults.add("no column for " + column);
            }
        }
        for (String column : new LinkedHashSet<>(header)) {
            int columns = Collections.frequency(header, column);
            if (columns > 1) {
                faults.add(columns + " columns are called '" + column + "'");
            }
            if (!ClaimRow.COLUMNS.contains(column) && !ClaimRow.OPTIONAL_COLUMNS.contains(column)) {
                faults.add("column '" + column + "' is none of " + String.join(", ", ClaimRow.COLUMNS) + ", "
                        + String.join(", ", ClaimRow.OPTIONAL_COLUMNS));
            }
        }
        CsvFile.requireNoFaults(file, faults);
        List<Claim> claims = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        csv.forEach(session, header, faults, (row, line) -> {
            ClaimRow claimRow = new ClaimRow(line, header, row, names, faults);
            Claim claim = claimRow.claim();
            if (!claimRow.id().isEmpty() && !ids.add(claimRow.id())) {
                faults.add(CsvFile.location("line " + line, "claim_id") + "'" + claimRow.id() + "' is already used");
            }
            if (claim != null) {
                claims.add(claim);
            }
        });
        CsvFile.requireNoFaults(file, faults);
        return List.copyOf(claims);
    }
}
