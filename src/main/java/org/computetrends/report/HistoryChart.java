package org.computetrends.report;

import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.epochMillis;
import static org.computetrends.report.VegaLite.quantity;
import static org.computetrends.report.VegaLite.vega;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.computetrends.domain.TrendKey;

/**
 * Draws a trend's growth by {@link org.computetrends.domain.Vintage} with its interval, published claims by date, and
 * the {@link org.computetrends.domain.Seam seams} between vintages.
 */
record HistoryChart(DisplayNames names) {
    private static final String HISTORY = "trend-history";
    private static final String CLAIMS = "published-growth";

    /** Vega's expression for a claim as a factor a year. Some were published as doubling times in months. */
    private static final String FACTOR =
            "datum.quantity == 'doubling_time_months' ? pow(2, 12 / datum.published_value) : datum.published_value";

    List<Dataset> datasets(Rows history, Rows claims) {
        return List.of(
                Dataset.of(
                        HISTORY,
                        history,
                        "metric, cohort, era, variant, values_vintage, seam, n, growth_factor_per_year,"
                                + " growth_factor_ci95_low, growth_factor_ci95_high, doubling_time_months"),
                Dataset.of(
                        CLAIMS,
                        claims,
                        "claim_id, source, published_on, quantity, metric, cohort, published_value, published_low,"
                                + " published_high"));
    }

    /**
     * The panel of one trend.
     *
     * @param history the trend's rows of {@code trend_history}; at least one
     */
    Map<String, Object> panel(TrendKey trend, Rows history, Rows claims) {
        List<LocalDate> dates = Stream.concat(
                        history.stream().map(row -> row.requireDate("values_vintage")),
                        claims.stream().map(row -> row.requireDate("published_on")))
                .sorted()
                .toList();
        LocalDate from = dates.get(0).minusMonths(2);
        LocalDate to = dates.get(dates.size() - 1).plusMonths(2);
        List<Map<String, Object>> bands = seamBands(from, to);
        List<Map<String, Object>> layers = new ArrayList<>();
        if (!bands.isEmpty()) {
            layers.add(vega("""
                    {data: {values: $}, mark: {type: 'rect', color: '--band', stroke: '--rule', strokeDash: [2, 3]},
                     encoding: {x: $, x2: {field: 'to'}}}
                    """, bands, date("from")));
        }
        layers.addAll(historyLayers(trend));
        if (!claims.isEmpty()) {
            layers.add(claimsLayer(claims));
        }
        if (!bands.isEmpty()) {
            layers.add(vega("""
                    {data: {values: $},
                     mark: {type: 'text', angle: 270, align: 'right', baseline: 'top', dx: -6, dy: 3, y: 0,
                            color: '--muted', fontSize: 11},
                     encoding: {x: $, text: {field: 'words'}}}
                    """, bands, date("from")));
        }
        return VegaLite.overTime(from, to, 5, layers);
    }

    private static List<Map<String, Object>> historyLayers(TrendKey trend) {
        String condition = String.join(
                " && ",
                VegaLite.columnIs("metric", trend.metric()),
                VegaLite.columnIs("cohort", trend.cohort()),
                VegaLite.columnIs("era", trend.era()));
        return List.of(
                vega("""
                        {data: {name: $}, transform: [{filter: $}],
                         mark: {type: 'rule', color: '--accent', strokeWidth: 3, opacity: 0.45},
                         encoding: {x: $, y: $, y2: {field: 'growth_factor_ci95_high'}}}
                        """, HISTORY, condition, date("values_vintage"), quantity("growth_factor_ci95_low")),
                vega("""
                        {data: {name: $}, transform: [{filter: $}],
                         mark: {type: 'circle', color: '--accent', opacity: 1, size: 48, tooltip: {content: 'data'}},
                         encoding: {x: $, y: $}}
                        """, HISTORY, condition, date("values_vintage"), quantity("growth_factor_per_year")));
    }

    private static Map<String, Object> claimsLayer(Rows claims) {
        List<String> claimIds =
                claims.stream().map(row -> row.requireText("claim_id")).toList();
        String condition = "indexof(" + Json.write(claimIds) + ", datum.claim_id) >= 0";
        Map<String, Object> factor = quantity("published_factor_per_year");
        return vega("""
                {data: {name: $}, transform: [{filter: $}, {calculate: $, as: 'published_factor_per_year'}],
                 mark: $, encoding: {x: $, y: $}}
                """, CLAIMS, condition, FACTOR, VegaLite.diamondMark(80), date("published_on"), factor);
    }

    /** A band for each seam, cut to the days of the axis. It has no width if the seam's day is known. */
    private List<Map<String, Object>> seamBands(LocalDate from, LocalDate to) {
        List<Map<String, Object>> bands = new ArrayList<>();
        for (Timeline.Seam seam : names.timeline().seams()) {
            LocalDate end = seam.to() == null ? seam.from() : seam.to();
            if (end.isAfter(from) && seam.from().isBefore(to)) {
                LocalDate start = seam.from().isBefore(from) ? from : seam.from();
                bands.add(vega(
                        "{from: $, to: $, words: $}",
                        epochMillis(start),
                        epochMillis(end.isAfter(to) ? to : end),
                        seam.description()));
            }
        }
        return bands;
    }
}
