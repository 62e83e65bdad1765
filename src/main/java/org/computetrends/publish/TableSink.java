package org.computetrends.publish;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;

/**
 * A destination for tables. One test checks these guarantees for every sink:
 *
 * <ul>
 *   <li>All tables of a run become visible together or not at all; the sink's own documentation says to whom.
 *   <li>A vintage published again has exactly its new rows; other vintages and other people's tables are unchanged.
 *   <li>Rows of a log ({@link Table#isLog}) are never changed or removed: not by another run of the vintage, not by
 *       a run that leaves the table out, not by a retirement. A run adds its rows to a log once, however often it is
 *       published.
 *   <li>Missing columns are added to a table, also to its key. Removing or retyping a column is refused with a
 *       message. A column retired by the declaration stays, null in new rows.
 *   <li>A retired vintage is removed from all tables except logs in one step, or from none.
 *   <li>Until the new tables are visible the previous ones can be read, whatever fails. The next run removes the
 *       leftovers of a dead run; without links, a run a day later does.
 *   <li>Runs of different vintages can be published at the same time, runs of the same vintage one after the other.
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
     * Writes the rows of a publication, invisible to readers. Waits for another publication of the same vintage.
     *
     * @throws UserException on any failure; the previous tables are then unchanged
     */
    Staged stage(Publication publication);

    /**
     * The visible vintages, ordered by the start of the runs that published them.
     *
     * @throws UserException when the sink cannot be read
     */
    List<StandingVintage> standing();

    /**
     * The rows of a log up to a day, of all runs and vintages, retired ones too; empty if the sink has no such log.
     * Timestamps are left out.
     *
     * @param day the log's column with a row's date
     * @throws UserException when the sink cannot be read
     */
    List<PublishedRow> logged(Table log, Column day, LocalDate last);

    /**
     * Prepares the tables without a vintage, invisible to readers. Waits for publications as {@link #stage} does.
     *
     * @throws UserException when the sink does not have the vintage or has no other, or on any failure; the
     *     previous tables are then unchanged
     */
    Staged stageWithout(Retirement retirement);

    /**
     * The folder in which readers find a visible publication: its {@code tables}, manifest and page. Empty for sinks
     * without a folder.
     */
    default Optional<String> readersFolder(Publication publication) {
        return Optional.empty();
    }

    /** Stages a publication and makes it visible. */
    default void publish(Publication publication) {
        try (Staged staged = stage(publication)) {
            staged.makeVisible();
        }
    }

    /** A publication that is written but not visible. While it is open, no other of its vintage can be staged. */
    interface Staged extends AutoCloseable {

        /** The sources and folder of a page of the tables; empty for sinks without pages. */
        default Optional<ReportFolder> reportFolder() {
            return Optional.empty();
        }

        /**
         * Makes all tables visible in one step.
         *
         * @throws UserException on failure; the previous tables are then unchanged, unless the message says otherwise
         */
        void makeVisible();

        /** Ends the publication and discards what is not visible. */
        @Override
        void close();
    }
}
