package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.computetrends.domain.Lag;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.UserException;
import org.computetrends.publish.PublishedFolder;
import org.computetrends.publish.RowCondition;
import org.computetrends.report.Provenance;
import org.computetrends.table.LeadTables;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code leads} of a published vintage, without Spark: how far groups trail their leaders. */
public final class PublishedLeads {
    private final PublishedFolder folder;
    private final LocalDate vintage;

    /**
     * @param vintage the vintage to use; null for the newest
     * @throws UserException when the vintage is not published
     */
    public PublishedLeads(PublishedFolder folder, @Nullable LocalDate vintage) {
        this.folder = folder;
        this.vintage = folder.vintageToRead(vintage);
    }

    public LocalDate vintage() {
        return vintage;
    }

    /**
     * How far each follower trails its leader on each date, by the values of this vintage.
     *
     * @throws UserException when the tables have no leads, there is no manifest, or the manifest lacks one of the leads
     */
    public List<Lag> lags() {
        List<PublishedRow> rows = folder.reader(vintage)
                .rows(LeadTables.LEADS.table(), List.of(RowCondition.between("values_vintage", vintage, vintage)));
        if (rows.isEmpty()) {
            throw UserException.input("the tables of vintage " + vintage + " have no leads: an older version published"
                    + " them, or the settings lack leads; 'compute-trends run' publishes them again");
        }
        Provenance provenance = folder.manifest(vintage)
                .map(Manifest::provenance)
                .orElseThrow(() -> UserException.input("vintage " + vintage + " has no manifest"));
        return rows.stream().map(row -> lag(row, provenance)).toList();
    }

    private static Lag lag(PublishedRow row, Provenance provenance) {
        return new Lag(
                provenance
                        .lead(row)
                        .orElseThrow(
                                () -> UserException.input("the manifest lacks the setting leads." + row.text("lead"))),
                row.requireDate("values_vintage"),
                row.requireDate("on_date"),
                row.date("known_to"),
                Lag.Status.valueOf(row.requireText("status")),
                side(row, "leader"),
                side(row, "follower"),
                row.has("gap_oom")
                        ? new Lag.Lines(
                                row.requireNumber("gap_oom"),
                                months(row, "behind"),
                                months(row, "catch_up"),
                                months(row, "average_behind"))
                        : null,
                new Lag.Stairs(
                        step(row, "record"),
                        step(row, "match"),
                        row.number("staircase_months"),
                        (long) row.requireNumber("n_records"),
                        (long) row.requireNumber("n_unmatched"),
                        // The command does not show the mean over records.
                        /* average= */ null));
    }

    private static Lag.Side side(PublishedRow row, String name) {
        return new Lag.Side(
                (long) row.requireNumber(name + "_n"),
                row.date(name + "_first_date"),
                row.date(name + "_last_date"),
                row.number(name + "_slope_oom_per_year"));
    }

    private static Lag.@Nullable Step step(PublishedRow row, String name) {
        String id = row.text(name + "_release");
        return id == null
                ? null
                : new Lag.Step(
                        id, Objects.requireNonNullElse(row.text(name + "_name"), id), row.date(name + "_published_on"));
    }

    /** A number of months with its 95% interval. An unbounded end is null in the table, and NaN here. */
    private static MedianAndInterval months(PublishedRow row, String name) {
        return new MedianAndInterval(
                row.requireNumber(name + "_months"), bound(row, name + "_ci95_low"), bound(row, name + "_ci95_high"));
    }

    private static double bound(PublishedRow row, String column) {
        Double months = row.number(column);
        return months == null ? Double.NaN : months;
    }
}
