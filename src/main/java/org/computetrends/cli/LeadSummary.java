package org.computetrends.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Lead;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The table of the summary with how many months each follower trails its leader. The rows compare the lines of both, by
 * two measures; the notes compare their largest releases so far.
 */
final class LeadSummary {
    /** The most characters of a lead's label, so that tables fit in 100 columns. */
    private static final int LONGEST_LEAD = 34;

    static final String HEADING = "Who trails, by how many months with their 95% interval";

    private LeadSummary() {}

    /** The last comparison of each lead in which both lines could be compared. */
    static List<Lag> last(List<Lag> lags) {
        return lastOfEach(lags, lag -> lag.lines() != null);
    }

    /** The last comparison of each lead. */
    static List<Lag> newest(List<Lag> lags) {
        return lastOfEach(lags, lag -> true);
    }

    private static List<Lag> lastOfEach(List<Lag> lags, Predicate<Lag> isCandidate) {
        Map<String, Lag> lastLags = new LinkedHashMap<>();
        lags.stream()
                .filter(isCandidate)
                .forEach(lag -> lastLags.merge(lag.lead().id(), lag, LeadSummary::later));
        return List.copyOf(lastLags.values());
    }

    private static Lag later(Lag one, Lag other) {
        return other.on().isAfter(one.on()) ? other : one;
    }

    /**
     * The table.
     *
     * @param lags the rows: {@link #last} of each lead
     * @param newestLags the notes: {@link #newest} of each lead
     */
    static TextTable table(List<Lag> lags, List<Lag> newestLags) {
        TextTable table = new TextTable("Who", "On", "~>Behind", "~>To catch up", ">Leader", ">Follower");
        for (Lag lag : lags) {
            Lag.Lines lines = lag.lines();
            if (lines != null) {
                table.row(
                        TextTable.shortened(VisibleText.line(lag.lead().label()), LONGEST_LEAD),
                        lag.on().toString(),
                        months(lines.behind()),
                        months(lines.catchUp()),
                        Long.toString(lag.leader().n()),
                        Long.toString(lag.follower().n()));
            }
        }
        if (!table.isEmpty()) {
            newestLags.forEach(now -> Stream.concat(
                            lags.stream()
                                    .filter(lag ->
                                            lag.lead().id().equals(now.lead().id()))
                                    .map(LeadSummary::quoted),
                            matched(now).stream())
                    .forEach(table::noteFolded));
            table.note(
                    "Leader, follower: the releases that its line is through. The date is the last that both lines reach.");
            table.noteFolded(
                    "Behind: " + Lead.Measure.BEHIND.words() + " To catch up: " + Lead.Measure.CATCH_UP.words());
            table.noteFolded(Lead.ADVICE);
            newestLags.forEach(lag ->
                    table.noteFolded(lag.lead().definition(lag.lead().cohort().id())));
        }
        return table;
    }

    /** Which number to quote, and why its date is not a later one. */
    private static String quoted(Lag lag) {
        Lead lead = lag.lead();
        return lead.label() + ": quote "
                + months(Objects.requireNonNull(lag.lines()).by(lead.measure()))
                + (lead.measure() == Lead.Measure.BEHIND ? " months behind" : " months to catch up")
                + " in " + lead.metric().replace('_', ' ') + ", as of " + lag.on()
                + ": no later release of "
                + (lag.on().equals(lag.follower().last()) ? lead.follower() : lead.leader()).label()
                + " is in the line.";
    }

    /** The largest release of the follower, and how long before a date the leader first had one as large. */
    private static Optional<String> matched(Lag lag) {
        Lag.Stairs stairs = lag.stairs();
        Double months = stairs.months();
        return months == null || months < 0
                ? Optional.empty()
                : Optional.of("The largest release of " + lag.lead().follower().label() + " is "
                        + release(stairs.record(), stairs.recordOn()) + "; the first of "
                        + lag.lead().leader().label() + " as large is " + release(stairs.match(), stairs.matchOn())
                        + ", "
                        + TextTable.number(months, 1) + " months before " + lag.on() + ".");
    }

    /** A release with its date, which tables of earlier versions lack. */
    private static String release(@Nullable String id, @Nullable LocalDate on) {
        return on == null ? String.valueOf(id) : id + " (" + on + ")";
    }

    private static String months(Quantity months) {
        return TextTable.number(months.median(), 1) + " (" + boundText(months.low()) + "-" + boundText(months.high())
                + ")";
    }

    private static String boundText(double months) {
        return Double.isFinite(months) ? TextTable.number(months, 1) : "?";
    }
}
