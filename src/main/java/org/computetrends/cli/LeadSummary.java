package org.computetrends.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Lead;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.VisibleText;

/**
 * The table of the summary with how many months each follower trails its leader. The rows compare the lines of both, by
 * two measures; the notes compare their largest releases so far.
 */
final class LeadSummary {
    /** The most characters of a lead's label and of a group's, so that tables and notes fit in 100 columns. */
    private static final int LONGEST_LEAD = 34;

    private static final int LONGEST_GROUP = 22;

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
            table.note(
                    "Leader, follower: the releases that its line is through. The date is the last that both lines reach.");
            table.noteFolded(
                    "Behind: " + Lead.Measure.BEHIND.words() + " To catch up: " + Lead.Measure.CATCH_UP.words());
            newestLags.forEach(lag -> noteMatch(table, lag));
            newestLags.forEach(lag ->
                    table.noteFolded(lag.lead().definition(lag.lead().cohort().id())));
        }
        return table;
    }

    /** Notes how long before a date the leader first had a release as large as the largest of the follower. */
    private static void noteMatch(TextTable table, Lag lag) {
        Double months = lag.stairs().months();
        if (months != null && months >= 0) {
            table.note("The first of " + label(lag.lead().leader()) + " as large as the largest of "
                    + label(lag.lead().follower()) + ": " + TextTable.number(months, 1) + " months before " + lag.on()
                    + ".");
        }
    }

    private static String label(Lead.Group group) {
        return TextTable.shortened(VisibleText.line(group.label()), LONGEST_GROUP);
    }

    private static String months(Quantity months) {
        return TextTable.number(months.median(), 1) + " (" + boundText(months.low()) + "-" + boundText(months.high())
                + ")";
    }

    private static String boundText(double months) {
        return Double.isFinite(months) ? TextTable.number(months, 1) : "?";
    }
}
