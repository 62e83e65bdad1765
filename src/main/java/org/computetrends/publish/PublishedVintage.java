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
 * A vintage that is visible in a sink, with access to its rows.
 *
 * @param runId the run that published the vintage
 * @param reader the implementation of {@link #read}
 */
public record PublishedVintage(
        LocalDate vintage, String runId, BiFunction<Table, Predicate<PublishedCells>, PublishedTable> reader) {

    /**
     * The name of the vintage's scope, if it differs from the given name of a run's scope. Empty if it is the same, or
     * unknown because the vintage was published without the table {@code runs}.
     *
     * @param scopeName see {@link Vintage#scopeName()}
     */
    public Optional<String> otherScope(String scopeName) {
        return read(RunsTable.RUNS.table(), row -> true).rows().stream()
                .map(run -> Vintage.scopeName(run.text("scope")))
                .filter(other -> !other.equals(scopeName))
                .findFirst();
    }

    /**
     * Reads the vintage's rows of a table; none if the table was not published. Missing columns are null, and so are
     * columns of timestamps.
     *
     * @param isWanted which rows to return; it must not keep the object that it is called with, which may be reused
     * @throws org.computetrends.domain.UserException when the sink cannot be read
     */
    public PublishedTable read(Table table, Predicate<PublishedCells> isWanted) {
        return reader.apply(table, isWanted);
    }
}
