package org.computetrends.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables and the manifest that a run publishes to each sink.
 *
 * @param started the start of the run
 * @param runId the run's id, lower-case hexadecimal
 * @param vintage the vintage of the tables. Its published rows are replaced, also in tables that this run leaves out;
 *     logs keep their rows and get the new ones
 * @param tables the tables, each once
 * @param manifest the manifest's text, JSON
 */
public record Publication(Instant started, String runId, LocalDate vintage, List<TableRows> tables, String manifest) {
    public Publication {
        tables = List.copyOf(tables);
        if (!runId.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("run id '" + runId + "' must be lower-case hexadecimal");
        }
        Set<String> names = new HashSet<>();
        for (TableRows rows : tables) {
            if (!names.add(rows.table().name())) {
                throw new IllegalArgumentException("table " + rows.table().name() + " is published more than once");
            }
        }
    }
}
