package org.computetrends.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Lead;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.VisibleText;

/**
 * Makes the table of leads for the summary of a run and the command {@code leads}. A <em>lead</em> is a pair of groups
 * of releases, a leader and a follower. A <em>lag</em> is the number of months by which the follower trails on one date.
 *
 * <p>A row of the table has the lag between the fitted lines of the two groups. The notes say which number to quote,
 * and compare the follower's largest release with the leader's first release that is as large.
 */
final class LeadSummary {
    static final String HEADING = "Who trails, by how many months with their 95% interval";

    /** The maximum length of a lead's label, so that tables fit in 100 columns. */
    private static final int LONGEST_LEAD = 34;

    private LeadSummary() {}

    /** The lag of each lead on the last date that both lines reach. A lead without such a date is left out. */
    static List<Lag> newestWithLines(List<Lag> lags) {
        return newestOfEachLead(lags.stream().filter(lag -> lag.lines() != null));
    }

    /** The lag of each lead on its last date, even if the lines do not reach that date. */
    static List<Lag> newest(List<Lag> lags) {
        return newestOfEachLead(lags.stream());
    }

    private static List<Lag> newestOfEachLead(Stream<Lag> lags) {
        Map<String, Lag> newestByLead = new LinkedHashMap<>();
        lags.forEach(
                lag -> newestByLead.merge(lag.lead().id(), lag, BinaryOperator.maxBy(Comparator.comparing(Lag::on))));
        return List.copyOf(newestByLead.values());
    }

    /** The table of leads, by their lags on all dates. */
    static TextTable table(List<Lag> lags) {
        List<Lag> lagsWithLines = newestWithLines(lags);
        List<Lag> newestLags = newest(lags);
        TextTable table = new TextTable("Who", "On", "~>Behind", "~>To catch up", ">Leader", ">Follower");
        for (Lag lag : lagsWithLines) {
            table.row(
                    TextTable.shortened(VisibleText.line(lag.lead().label()), LONGEST_LEAD),
                    lag.on().toString(),
                    estimateText(lines(lag).behind()),
                    estimateText(lines(lag).catchUp()),
                    Long.toString(lag.leader().n()),
                    Long.toString(lag.follower().n()));
        }
        if (table.isEmpty()) {
            return table;
        }
        for (Lag newest : newestLags) {
            lagsWithLines.stream()
                    .filter(lag -> lag.lead().id().equals(newest.lead().id()))
                    .forEach(lag -> table.note(quotation(lag)));
            largestReleases(newest).ifPresent(table::note);
        }
        table.note(
                "Leader, Follower: the number of releases to which the group's line is fitted. On: the last date that"
                        + " both lines reach.");
        table.note(
                "Behind: " + Lead.Measure.BEHIND.definition() + " To catch up: " + Lead.Measure.CATCH_UP.definition());
        table.note(Lead.ADVICE);
        newestLags.forEach(lag ->
                table.note(lag.lead().groupDefinitions(lag.lead().cohort().id())));
        return table;
    }

    private static Lag.Lines lines(Lag lagWithLines) {
        return Objects.requireNonNull(lagWithLines.lines());
    }

    /** A sentence with the number to quote, its date, and why there is no later date. */
    private static String quotation(Lag lag) {
        Lead lead = lag.lead();
        Lead.Group endsFirst = lag.on().equals(lag.follower().last()) ? lead.follower() : lead.leader();
        return lead.label() + ": quote " + estimateText(lines(lag).months(lead.measure()))
                + (lead.measure() == Lead.Measure.BEHIND ? " months behind" : " months to catch up")
                + " in " + lead.metric().replace('_', ' ') + ", as of " + lag.on()
                + ": no later release of " + endsFirst.label() + " is in the line.";
    }

    /**
     * A sentence with the follower's largest release and the leader's first release that is as large. Empty if one of
     * the groups has no such release by the date of the lag.
     */
    private static Optional<String> largestReleases(Lag lag) {
        Lag.Stairs stairs = lag.stairs();
        Double months = stairs.months(); // negative if the leader's release is later than the date
        return months == null || months < 0
                ? Optional.empty()
                : Optional.of("The largest release of " + lag.lead().follower().label() + " is "
                        + releaseText(Objects.requireNonNull(stairs.record())) + "; the first of "
                        + lag.lead().leader().label() + " as large is "
                        + releaseText(Objects.requireNonNull(stairs.match()))
                        + ", " + TextTable.number(months, 1) + " months before " + lag.on() + ".");
    }

    private static String releaseText(Lag.Step release) {
        return release.publishedOn() == null ? release.name() : release.name() + " (" + release.publishedOn() + ")";
    }

    /** An estimate in months with its 95% interval. A question mark replaces an infinite bound. */
    private static String estimateText(MedianAndInterval months) {
        return TextTable.number(months.median(), 1) + " (" + boundText(months.low()) + "-" + boundText(months.high())
                + ")";
    }

    private static String boundText(double months) {
        return Double.isFinite(months) ? TextTable.number(months, 1) : "?";
    }
}
