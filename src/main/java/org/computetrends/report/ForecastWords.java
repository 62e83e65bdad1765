package org.computetrends.report;

import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.PublishedRow;

/** The text for a row of {@code forecast_crossings}: its date in words, and the track record of such forecasts. */
final class ForecastWords {
    /** Where half of the paths are there by the vintage's day, and no value shows it. */
    static final String MAY_HAVE_HAPPENED = "may have happened already: half of the sample paths are there";

    private ForecastWords() {}

    static ForecastCrossing.Status status(PublishedRow row) {
        return ForecastCrossing.Status.valueOf(row.requireText("status"));
    }

    /** The median date, or why there is none. */
    static DomContent date(PublishedRow row) {
        return switch (status(row)) {
            case DATED -> Quote.of(row, "median_date", NumberStyle.TENTHS);
            case REACHED -> text("reached");
            case DUE -> text(MAY_HAVE_HAPPENED);
            case NOT_BY_LAST_DATE -> text("not by the last date forecast");
            case TOO_FEW_OBSERVATIONS -> text("too few releases for a forecast");
        };
    }

    /** The ends of the 80% interval: only the later one where the earlier is no more than the day of the forecast. */
    static DomContent interval(PublishedRow row) {
        boolean isCut = status(row) == ForecastCrossing.Status.DUE
                && row.has("ci80_low")
                && row.requireDate("ci80_low").equals(row.date("median_date"));
        return isCut
                ? span(text("until "), Quote.of(row, "ci80_high", NumberStyle.TENTHS))
                : QuotedTable.range(row, "ci80_low", "ci80_high", NumberStyle.TENTHS);
    }

    /** How often 80% intervals at the row's horizon held in real time, with the cases that say so. */
    static DomContent realTime(PublishedRow row) {
        return held(row, "real_time");
    }

    /** How often they held in hindsight. */
    static DomContent hindsight(PublishedRow row) {
        return held(row, "backtest");
    }

    private static DomContent held(PublishedRow row, String mode) {
        if (status(row) == ForecastCrossing.Status.REACHED) {
            return text("–");
        }
        if (!row.has(mode + "_coverage80")) {
            return text("no evidence");
        }
        double windows = row.requireNumber(mode + "_windows");
        return span(
                Quote.of(row, mode + "_coverage80", NumberStyle.PERCENT),
                text(" of "),
                Quote.of(row, mode + "_n", NumberStyle.COUNT),
                text(" ("),
                Quote.of(row, mode + "_windows", NumberStyle.COUNT),
                text((windows == 1 ? " window" : " windows")
                        + (windows > BacktestSummary.NO_EVIDENCE_WINDOWS ? ")" : ": no evidence)")));
    }
}
