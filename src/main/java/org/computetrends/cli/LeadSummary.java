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
import org.computetrends.domain.Quantity;
import org.computetrends.domain.VisibleText;

/**
 * The table of who trails whom, in the summary of a run and in the answer of the command {@code leads}. Its rows have
 * the months between the lines of a leader and its follower. Its notes say which of these months to quote, and compare
 * the largest single releases.
 */
final class LeadSummary {
    static final String HEADING = "Who trails, by how many months with their 95% interval";

    /** The most characters of a lead's label, so that tables fit in 100 columns. */
    private static final int LONGEST_LEAD = 34;

    private LeadSummary() {}

    /** Of each lead, the comparison on the last date that both lines reach. */
    static List<Lag> newestWithLines(List<Lag> lags) {
        return newestOfEachLead(lags.stream().filter(lag -> lag.lines() != null));
    }

    /** Of each lead, the comparison on the last date, whether or not the lines reach it. */
    static List<Lag> newest(List<Lag> lags) {
        return newestOfEachLead(lags.stream());
    }

    private static List<Lag> newestOfEachLead(Stream<Lag> lags) {
        Map<String, Lag> newestByLead = new LinkedHashMap<>();
        lags.forEach(
                lag -> newestByLead.merge(lag.lead().id(), lag, BinaryOperator.maxBy(Comparator.comparing(Lag::on))));
        return List.copyOf(newestByLead.values());
    }

    /**
     * @param lagsWithLines one per row, by {@link #newestWithLines}
     * @param newestLags all leads, by {@link #newest}, for the notes
     */
    static TextTable table(List<Lag> lagsWithLines, List<Lag> newestLags) {
        TextTable table = new TextTable("Who", "On", "~>Behind", "~>To catch up", ">Leader", ">Follower");
        for (Lag lag : lagsWithLines) {
            table.row(
                    TextTable.shortened(VisibleText.line(lag.lead().label()), LONGEST_LEAD),
                    lag.on().toString(),
                    months(lines(lag).behind()),
                    months(lines(lag).catchUp()),
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
                "Leader, follower: the releases that its line is through. The date is the last that both lines reach.");
        table.note("Behind: " + Lead.Measure.BEHIND.words() + " To catch up: " + Lead.Measure.CATCH_UP.words());
        table.note(Lead.ADVICE);
        newestLags.forEach(
                lag -> table.note(lag.lead().definition(lag.lead().cohort().id())));
        return table;
    }

    private static Lag.Lines lines(Lag lagWithLines) {
        return Objects.requireNonNull(lagWithLines.lines());
    }

    /** Which number to quote, and why its date is not a later one. */
    private static String quotation(Lag lag) {
        Lead lead = lag.lead();
        Lead.Group endsFirst = lag.on().equals(lag.follower().last()) ? lead.follower() : lead.leader();
        return lead.label() + ": quote " + months(lines(lag).by(lead.measure()))
                + (lead.measure() == Lead.Measure.BEHIND ? " months behind" : " months to catch up")
                + " in " + lead.metric().replace('_', ' ') + ", as of " + lag.on()
                + ": no later release of " + endsFirst.label() + " is in the line.";
    }

    /**
     * The follower's largest release, and since when the leader has one as large. Empty if the leader has none by the
     * date of the lag: the follower is ahead then.
     */
    private static Optional<String> largestReleases(Lag lag) {
        Lag.Stairs stairs = lag.stairs();
        Double months = stairs.months();
        return months == null || months < 0
                ? Optional.empty()
                : Optional.of("The largest release of " + lag.lead().follower().label() + " is "
                        + release(Objects.requireNonNull(stairs.record())) + "; the first of "
                        + lag.lead().leader().label() + " as large is "
                        + release(Objects.requireNonNull(stairs.match()))
                        + ", " + TextTable.number(months, 1) + " months before " + lag.on() + ".");
    }

    private static String release(Lag.Step release) {
        return release.publishedOn() == null ? release.name() : release.name() + " (" + release.publishedOn() + ")";
    }

    /** The estimate with its 95% interval, in which a question mark is an end without a bound. */
    private static String months(Quantity months) {
        return TextTable.number(months.median(), 1) + " (" + bound(months.low()) + "-" + bound(months.high()) + ")";
    }

    private static String bound(double months) {
        return Double.isFinite(months) ? TextTable.number(months, 1) : "?";
    }
}
