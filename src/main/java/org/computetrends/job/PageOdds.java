package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.computetrends.domain.Odds;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.Scenario;
import org.computetrends.publish.ColumnRange;
import org.computetrends.publish.PublishedTableReader;
import org.computetrends.table.OddsTables;
import org.computetrends.table.Table;

/** The few odds that the page shows. Only these are decoded. */
record PageOdds(PublishedTableReader reader, LocalDate vintage) {
    private static final Table ODDS = OddsTables.ODDS.table();

    /** Tolerance for a power's logarithm to count as a whole number. */
    private static final double ROUNDING = 1e-9;

    /**
     * The odds for the scenario in which growth continues, for whole powers of ten and the first days of quarters after
     * the vintage: the vintage's own odds, and odds of older vintages for the event that a release is published.
     */
    PublishedTable read() {
        String publishedEvent = Odds.Event.PUBLISHED.name().toLowerCase(Locale.ROOT);
        List<PublishedRow> shownOdds = reader
                .rows(
                        ODDS,
                        List.of(
                                ColumnRange.of("scenario", Scenario.CONTINUE),
                                ColumnRange.of("before", vintage.plusDays(1), LocalDate.of(9999, 1, 1)),
                                ColumnRange.either(
                                        List.of(ColumnRange.of("origin_vintage", vintage, vintage)),
                                        List.of(ColumnRange.of("event", publishedEvent)))))
                .stream()
                .filter(row -> row.requireDate("before").getMonthValue() % 3 == 1 && isWholePower(row))
                .toList();
        return new PublishedTable(ODDS.heading(), shownOdds, shownOdds.size());
    }

    private static boolean isWholePower(PublishedRow row) {
        double exponent = Math.log10(row.requireNumber("threshold"));
        return Math.abs(exponent - Math.rint(exponent)) < ROUNDING;
    }
}
