package org.computetrends.publish;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.Vintage;
import org.computetrends.table.RunsTable;
import org.computetrends.table.Table;

/**
 * A vintage that readers of a sink see, as a run published it.
 *
 * @param vintage the vintage
 * @param runId the run that published it
 * @param rows reads its tables
 */
public record StandingVintage(LocalDate vintage, String runId, Rows rows) {

    @FunctionalInterface
    interface Rows {
        /** The rows that are wanted of a table; none where the sink has no such table. Columns that it lacks are null. */
        PublishedTable read(Table table, Predicate<PublishedCells> wanted);
    }

    /**
     * The name of its scope, where that is another than a run's; empty where it is the same, and where nothing is known
     * because it was published without the table {@code runs}.
     *
     * @param scopeName the run's, as {@link Vintage#scopeName()} has it
     */
    public Optional<String> otherScope(String scopeName) {
        return read(RunsTable.RUNS.table(), row -> true).rows().stream()
                .map(run -> Vintage.scopeName(run.text("scope")))
                .filter(other -> !other.equals(scopeName))
                .findFirst();
    }

    /**
     * The rows that are wanted of one of its tables; none where it was not published. Instants are left out.
     *
     * @throws org.computetrends.domain.UserException when the sink cannot be read
     */
    public PublishedTable read(Table table, Predicate<PublishedCells> wanted) {
        return rows.read(table, wanted);
    }
}
