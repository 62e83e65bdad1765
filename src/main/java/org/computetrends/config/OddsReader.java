package org.computetrends.config;

import org.computetrends.forecast.OddsGrid;

/** Reads the thresholds and dates that odds are given for. */
final class OddsReader {
    private static final int MOST_MONTHS = 1200;
    private static final int MOST_OOM = 300;

    private final SettingsReader section;

    OddsReader(SettingsReader root) {
        this.section = root.section("odds");
    }

    OddsGrid odds() {
        int from = (int) section.integer("from-oom", -MOST_OOM, MOST_OOM);
        return new OddsGrid(
                from,
                (int) section.integer("to-oom", from, MOST_OOM),
                (int) section.integer("per-oom", 1, 100),
                section.date("until"),
                section.wholeMonths("leads-months", 1, MOST_MONTHS),
                section.number("scored-oom", 0, 2 * MOST_OOM),
                (int) section.integer("older-paths", 100, 1_000_000));
    }
}
