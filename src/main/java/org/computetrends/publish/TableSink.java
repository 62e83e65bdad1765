package org.computetrends.publish;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;

/**
 * A place that tables are published to. What every sink holds to, and one test holds all of them to:
 *
 * <ul>
 *   <li>All tables of a run become visible together or not at all; the sink's own documentation says to whom.
 *   <li>A vintage published again has exactly its new rows; other vintages, and tables of others, are as they were.
 *   <li>Rows of a table that is a log ({@link Table#isLog}) are never changed or removed, by another run of the vintage, by one
 *       that leaves the table out, or when the vintage is retired. A run adds its rows to a log once, however often it is
 *       published.
 *   <li>A table gains columns that it lacks, in its key too. A column that is gone or of another type is refused, in a
 *       sentence; one that the declaration retires stays, null in new rows.
 *   <li>A vintage that is retired vanishes from all tables but logs in one step, or from none.
 *   <li>Until tables are made visible the previous ones can be read, whatever fails; what a run that died left behind is
 *       removed by the next one, or by one a day later where files have no links.
 *   <li>Runs of different vintages can be published at one time, and runs of the same one after the other.
 * </ul>
 */
public interface TableSink {

    /** What messages call it: its address, without anything secret. */
    String name();

    /**
     * Finds out whether it can be published to, before anything is computed.
     *
     * @throws UserException when not
     */
    void prepare();

    /**
     * Writes the rows of a publication where no reader looks. Waits for another publication of the same vintage.
     *
     * @throws UserException when anything goes wrong; the previous tables then stand
     */
    Staged stage(Publication publication);

    /**
     * The vintages that readers see, in the order in which the runs began that published them: the last publication last.
     *
     * @throws UserException when the sink cannot be read
     */
    List<StandingVintage> standing();

    /**
     * The rows of a log up to a day, of all runs and vintages, those retired too; none where the sink has no such log. Instants
     * are left out.
     *
     * @param day its column of dates that says which day a row is of
     * @throws UserException when the sink cannot be read
     */
    List<PublishedRow> logged(Table log, Column day, LocalDate last);

    /**
     * Prepares, where no reader looks, the tables without a vintage. Waits for publications as {@link #stage} does.
     *
     * @throws UserException when the sink does not have the vintage or has no other, or anything goes wrong; the previous
     *     tables then stand
     */
    Staged stageWithout(Retirement retirement);

    /**
     * The folder in which readers find a publication that is visible: its {@code tables}, manifest and page. Empty where a sink
     * has no folder.
     */
    default Optional<String> readersFolder(Publication publication) {
        return Optional.empty();
    }

    /** Stages, and makes visible at once. */
    default void publish(Publication publication) {
        try (Staged staged = stage(publication)) {
            staged.makeVisible();
        }
    }

    /** A publication that is written but not visible. While it is open, no other of its vintage can be staged. */
    interface Staged extends AutoCloseable {

        /** What a page of the tables is made of, and its place among them; empty where a sink has no place for one. */
        default Optional<ReportFolder> reportFolder() {
            return Optional.empty();
        }

        /**
         * Makes all tables visible in one step.
         *
         * @throws UserException when that fails; the previous tables then stand, unless it says otherwise
         */
        void makeVisible();

        /** Ends the publication; what was not made visible never will be. */
        @Override
        void close();
    }
}
