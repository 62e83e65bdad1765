package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.computetrends.domain.Odds;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.Scenario;
import org.computetrends.publish.PublishedTableReader;
import org.computetrends.publish.RowCondition;
import org.computetrends.table.OddsTables;
import org.computetrends.table.Table;

/** Reads the few odds that the page shows, without decoding the other rows of the table {@code odds}. */
record PageOdds(PublishedTableReader reader, LocalDate vintage) {
    private static final Table ODDS = OddsTables.ODDS.table();

    private static final LocalDate NO_BOUND = LocalDate.of(9999, 1, 1);

    /** How far a decimal logarithm may be from a whole number because of rounding. */
    private static final double ROUNDING = 1e-9;

    /**
     * Reads odds under the scenario {@code continue}, for thresholds that are powers of ten and for the first days of
     * quarters after the vintage. Of older origin vintages, reads only the event {@code published}.
     */
    PublishedTable read() {
        String publishedEvent = Odds.Event.PUBLISHED.name().toLowerCase(Locale.ROOT);
        List<PublishedRow> shownOdds = reader
                .rows(
                        ODDS,
                        List.of(
                                RowCondition.equalTo("scenario", Scenario.CONTINUE),
                                RowCondition.between("before", vintage.plusDays(1), NO_BOUND),
                                RowCondition.either(
                                        List.of(RowCondition.between("origin_vintage", vintage, vintage)),
                                        List.of(RowCondition.equalTo("event", publishedEvent)))))
                .stream()
                // The dates of odds are first days of months.
                .filter(row -> row.requireDate("before").getMonthValue() % 3 == 1 && isPowerOfTen(row))
                .toList();
        return new PublishedTable(ODDS.heading(), shownOdds, shownOdds.size());
    }

    private static boolean isPowerOfTen(PublishedRow row) {
        double exponent = Math.log10(row.requireNumber("threshold"));
        return Math.abs(exponent - Math.rint(exponent)) < ROUNDING;
    }
}
