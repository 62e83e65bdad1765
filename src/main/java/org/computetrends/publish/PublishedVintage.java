package org.computetrends.publish;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.Vintage;
import org.computetrends.table.RunsTable;
import org.computetrends.table.Table;

/**
 * A vintage that is visible in a sink, with its tables.
 *
 * @param runId the run that published the vintage
 * @param tables reads the wanted rows of a table: see {@link #read}
 */
public record PublishedVintage(
        LocalDate vintage, String runId, BiFunction<Table, Predicate<PublishedCells>, PublishedTable> tables) {

    /**
     * The name of the vintage's scope if that differs from a run's scope. Empty if it is the same, or if the vintage
     * was published without the table {@code runs} and its scope is unknown.
     *
     * @param scopeName the run's scope: see {@link Vintage#scopeName()}
     */
    public Optional<String> otherScope(String scopeName) {
        return read(RunsTable.RUNS.table(), row -> true).rows().stream()
                .map(run -> Vintage.scopeName(run.text("scope")))
                .filter(other -> !other.equals(scopeName))
                .findFirst();
    }

    /**
     * The wanted rows of one of the vintage's tables; empty if that table was not published. Missing columns are null,
     * and so are timestamps.
     *
     * @throws org.computetrends.domain.UserException when the sink cannot be read
     */
    public PublishedTable read(Table table, Predicate<PublishedCells> isWanted) {
        return tables.apply(table, isWanted);
    }
}
