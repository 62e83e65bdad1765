package org.computetrends.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.VisibleText;

/** How many months each follower trails its leader, on the last date that both groups' lines reach. */
final class LeadSummary {
    private LeadSummary() {}

    /** Each lead on its last date with comparable lines. */
    static List<Lag> last(List<Lag> lags) {
        Map<String, Lag> last = new LinkedHashMap<>();
        lags.stream()
                .filter(lag -> lag.lines() != null)
                .forEach(lag -> last.merge(lag.lead().id(), lag, LeadSummary::later));
        return List.copyOf(last.values());
    }

    private static Lag later(Lag one, Lag other) {
        return other.on().isAfter(one.on()) ? other : one;
    }

    static TextTable table(List<Lag> lags) {
        TextTable table = new TextTable("Who", "On", "~>Months", "~>95%", ">n");
        for (Lag lag : lags) {
            Lag.Lines lines = lag.lines();
            if (lines != null) {
                Quantity months = lines.by(lag.lead().measure());
                table.row(
                        TextTable.shortened(VisibleText.line(lag.lead().label()), 40),
                        lag.on().toString(),
                        TextTable.number(months.median(), 1),
                        end(months.low()) + "-" + end(months.high()),
                        lag.leader().n() + ", " + lag.follower().n());
            }
        }
        table.note("By lines through each group's releases, up to the last date that both reach.");
        return table;
    }

    private static String end(double months) {
        return Double.isFinite(months) ? TextTable.number(months, 1) : "?";
    }
}
