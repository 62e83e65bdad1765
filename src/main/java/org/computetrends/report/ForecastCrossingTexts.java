package org.computetrends.report;

import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.PublishedRow;

/** Writes parts of a row of {@code forecast_crossings}: date, interval, and the share of past outcomes inside. */
final class ForecastCrossingTexts {
    /** The text for a threshold that half of the paths reach by the vintage's date, although no known value does. */
    static final String MAY_HAVE_HAPPENED = "may have happened already: the paths’ median date is past";

    private ForecastCrossingTexts() {}

    static ForecastCrossing.Status status(PublishedRow row) {
        return ForecastCrossing.Status.valueOf(row.requireText("status"));
    }

    /** The median date, or why there is none. */
    static DomContent date(PublishedRow row) {
        return switch (status(row)) {
            case DATED -> Quote.of(row, "median_date", NumberStyle.DATE);
            case REACHED -> text("reached");
            case DUE -> text(MAY_HAVE_HAPPENED);
            case NOT_BY_LAST_DATE -> text("not by the last date forecast");
            case TOO_FEW_OBSERVATIONS -> text("too few releases for a forecast");
        };
    }

    /** The 80% interval. If it begins on the day of the forecast, only the upper end is shown. */
    static DomContent interval(PublishedRow row) {
        // The median date of a crossing that is due is the day of the forecast.
        boolean isLowEndForecastDay = status(row) == ForecastCrossing.Status.DUE
                && row.has("ci80_low")
                && row.requireDate("ci80_low").equals(row.date("median_date"));
        return isLowEndForecastDay
                ? span(text("until "), Quote.of(row, "ci80_high", NumberStyle.DATE))
                : Quote.interval(row, "ci80", NumberStyle.DATE);
    }

    /**
     * The share of past outcomes inside 80% intervals at the row's horizon, with the numbers of outcomes and windows. A
     * dash if the threshold has been reached; "no evidence" without a share.
     *
     * @param mode how the columns of a backtest mode begin: {@code real_time}, or {@code backtest} for hindsight
     */
    static DomContent coverage(PublishedRow row, String mode) {
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
