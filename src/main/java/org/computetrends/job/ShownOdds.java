package org.computetrends.job;

import java.time.LocalDate;
import java.util.Comparator;
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
final class ShownOdds {
    private static final Table ODDS = OddsTables.ODDS.table();

    /** Tolerance for a power's logarithm to count as a whole number. */
    private static final double ROUNDING = 1e-9;

    private final PublishedTableReader reader;
    private final LocalDate vintage;

    ShownOdds(PublishedTableReader reader, LocalDate vintage) {
        this.reader = reader;
        this.vintage = vintage;
    }

    /**
     * The odds if growth continues: the vintage's own at whole powers of ten, and those of vintages of its year and the
     * year before for the first question of {@code forecast_sensitivity} at such a power.
     */
    PublishedTable read(PublishedTable sensitivity) {
        List<PublishedRow> shown = reader.rows(ODDS, List.of(continues(), asked(sensitivity))).stream()
                .filter(row -> !vintage.equals(row.date("origin_vintage")) || isWholePower(row))
                .toList();
        return new PublishedTable(ODDS.heading(), shown, shown.size());
    }

    private ColumnRange asked(PublishedTable sensitivity) {
        ColumnRange own = ColumnRange.of("origin_vintage", vintage, vintage);
        return sensitivity.rows().stream()
                .filter(ShownOdds::isWholePower)
                .min(Comparator.<PublishedRow>comparingDouble(row -> row.requireNumber("threshold"))
                        .thenComparing(row -> row.requireDate("before")))
                .map(question -> ColumnRange.either(List.of(own), ofVintages(question)))
                .orElse(own);
    }

    private List<ColumnRange> ofVintages(PublishedRow question) {
        double threshold = question.requireNumber("threshold");
        LocalDate before = question.requireDate("before");
        return List.of(
                ColumnRange.of("event", Odds.Event.PUBLISHED.name().toLowerCase(Locale.ROOT)),
                ColumnRange.of("threshold", threshold, threshold),
                ColumnRange.of("before", before, before),
                ColumnRange.of("origin_vintage", LocalDate.of(vintage.getYear() - 1, 1, 1), vintage));
    }

    private static ColumnRange continues() {
        return ColumnRange.of("scenario", Scenario.CONTINUE);
    }

    private static boolean isWholePower(PublishedRow row) {
        double exponent = Math.log10(row.requireNumber("threshold"));
        return Math.abs(exponent - Math.rint(exponent)) < ROUNDING;
    }
}
