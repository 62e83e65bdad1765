package org.computetrends.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.Claim;
import org.computetrends.domain.UserException;

/**
 * Reads published claims from a CSV file with one line for each (RFC 4180, UTF-8, a header; no cell spans lines). Columns
 * may stand in any order; what they mean is in {@code data/README.md}. All faults of the file are reported at once, each with
 * its row, the header being 1, its column, the value and the bound.
 */
public final class ClaimReader {
    private static final int FAULTS_TOLD = 20;

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
        List<Line> lines = lines(session);
        if (lines.isEmpty()) {
            throw UserException.input(file + " is empty: it has no header");
        }
        List<String> header =
                CsvReleaseReader.columns(cells(CsvReleaseReader.csv(session), session, lines.subList(0, 1))
                        .get(0));
        List<String> faults = new ArrayList<>();
        for (String column : ClaimRow.COLUMNS) {
            if (!header.contains(column)) {
                faults.add("no column holds " + column);
            }
        }
        for (String column : header) {
            if (!ClaimRow.COLUMNS.contains(column) && !ClaimRow.OPTIONAL_COLUMNS.contains(column)) {
                faults.add("column '" + column + "' is none of " + String.join(", ", ClaimRow.COLUMNS) + ", "
                        + String.join(", ", ClaimRow.OPTIONAL_COLUMNS));
            }
        }
        requireNone(faults);
        List<Claim> claims = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<Line> claimLines = lines.subList(1, lines.size());
        List<Row> rows = cells(
                CsvReleaseReader.csv(session)
                        .schema(CsvReleaseReader.cellSchema(header))
                        .option("columnNameOfCorruptRecord", CsvReleaseReader.MALFORMED),
                session,
                claimLines);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            long number = claimLines.get(i).number();
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

    /** A line that is not blank, numbered from 1. */
    private record Line(long number, String text) {}

    /** Read here and not by executors, which may not see this machine's files. */
    private List<Line> lines(SparkSession session) {
        Path path = InputPaths.requireFile(session, file);
        List<Line> lines = new ArrayList<>();
        TextEncoding.UTF_8.require(session, path);
        try (BufferedReader reader = TextEncoding.UTF_8.open(session, path)) {
            long number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (!text.isBlank()) {
                    lines.add(new Line(number, text));
                }
            }
            return lines;
        } catch (IOException e) {
            throw UserException.input("input " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Row> cells(DataFrameReader csv, SparkSession session, List<Line> lines) {
        return csv.csv(session.createDataset(lines.stream().map(Line::text).toList(), Encoders.STRING()))
                .collectAsList();
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
