package org.computetrends.publish;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;

/**
 * A destination for tables. Every sink gives these guarantees, checked by the test {@code SinkContract}, except
 * {@link CatalogPublisher}, which documents its own.
 *
 * <ul>
 *   <li>All tables of a run become visible together, or none of them. The documentation of each sink says to which
 *       readers this applies.
 *   <li>After a vintage is published again, its rows are exactly the new ones. Other vintages and other people's tables
 *       are unchanged.
 *   <li>Rows of a log ({@link Table#isLog}) are never changed or removed. Other runs of the vintage, with or without
 *       the log, keep them, and so does a retirement. A run adds its rows to a log once, however often the run is
 *       published.
 *   <li>Declared columns that an existing table lacks are added to it, also columns of the primary key. Removing or
 *       retyping a column is refused with a message. A former column ({@link Table#retired}) stays in the table and is
 *       null in new rows.
 *   <li>A vintage that is retired ({@link Retirement}) is removed in one step from all tables except logs, or from none
 *       of them.
 *   <li>Until the new tables are visible, the previous ones can be read, whatever fails. The next run removes the
 *       leftovers of a dead run; in a Parquet output without links, the first run a day later does.
 *   <li>Runs may publish to a sink at the same time. Runs of one vintage wait for each other, in PostgreSQL for ten
 *       minutes at most. Whether runs of different vintages wait too depends on the sink.
 * </ul>
 */
public interface TableSink {
    /** The name in messages: the address without secrets. */
    String name();

    /**
     * Checks, before anything is computed, that the sink can be published to.
     *
     * @throws UserException when it cannot
     */
    void prepare();

    /**
     * Writes the rows of a publication, invisible to readers. Waits while another run publishes the same vintage.
     *
     * @throws UserException on any failure; the previous tables are then unchanged
     */
    Staged stage(Publication publication);

    /**
     * The visible vintages, ordered by the start of the runs that published them.
     *
     * @throws UserException when the sink cannot be read
     */
    List<PublishedVintage> publishedVintages();

    /**
     * Reads the rows of a log up to a day, of all runs and vintages, including retired vintages. Empty if the sink has
     * no such log. Columns of timestamps are not read, because readers of logs do not need them.
     *
     * @param dateColumn the column that has the date of a row
     * @param lastDay the last day, inclusive
     * @throws UserException when the sink cannot be read
     */
    List<PublishedRow> readLog(Table log, Column dateColumn, LocalDate lastDay);

    /**
     * Stages the removal of a vintage, invisible to readers. Waits for other publications as {@link #stage} does.
     *
     * @throws UserException when the sink does not have the vintage or has no other, or on any failure; the previous
     *     tables are then unchanged
     */
    Staged stageRetirement(Retirement retirement);

    /** A publication that is written but not visible. While it is open, its vintage cannot be staged again. */
    interface Staged extends AutoCloseable {

        /** The staged folder to write the page to, before {@link #makeVisible}; empty for sinks without pages. */
        default Optional<ReportFolder> reportFolder() {
            return Optional.empty();
        }

        /**
         * Makes all tables visible in one step.
         *
         * @throws UserException on failure; the previous tables are then unchanged, unless the message says otherwise
         */
        void makeVisible();

        /** Ends the publication and its lock. Removes tables that are not visible, or leaves them to a later run. */
        @Override
        void close();
    }
}
