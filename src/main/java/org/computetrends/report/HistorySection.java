package org.computetrends.report;

import static j2html.TagCreator.p;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.VariedTrend;

/** The section on growth by {@link org.computetrends.domain.Vintage}, beside the claims of the time. */
record HistorySection(ReportInput input, DisplayNames names) {
    /** The largest number of trends to show. More panels would be too small to read. */
    private static final int PANELS = 2;

    /**
     * A trend that the setting {@code summary.trends} lists.
     *
     * @param key the trend's metric, cohort and era
     * @param history the trend's rows of {@code trend_history} by vintage, including variants that leave releases out
     * @param claims published figures about the trend's growth
     */
    private record ShownTrend(TrendKey key, Rows history, Rows claims) {
        /** The rows of the history with the run's settings, without the variants. */
        Rows baselines() {
            return history.where("variant", VariedTrend.BASELINE);
        }

        /** The row with the run's settings for the vintage of a variant's row. */
        PublishedRow baseline(PublishedRow variant) {
            return baselines()
                    .where("values_vintage", variant.requireText("values_vintage"))
                    .all()
                    .get(0);
        }

        /** How far the slope of a variant is from the baseline's, in orders of magnitude a year. */
        double difference(PublishedRow variant) {
            return Math.abs(variant.requireNumber("slope_oom_per_year")
                    - baseline(variant).requireNumber("slope_oom_per_year"));
        }
    }

    Optional<Section> section() {
        List<ShownTrend> shownTrends = shownTrends();
        if (shownTrends.isEmpty()) {
            return Optional.empty();
        }
        HistoryChart historyChart = new HistoryChart(names);
        Chart chart = new Chart(
                "history",
                "Growth, times a year, as each vintage had it, with its 95% interval; diamonds are published figures",
                "Points with intervals: factor of growth a year by vintage. Diamonds: published figures by date. Bands: seams.",
                shownTrends.stream()
                        .map(trend -> new Chart.Panel(
                                names.trend(trend.key()),
                                historyChart.panel(trend.key(), trend.baselines(), trend.claims())))
                        .toList(),
                historyChart.datasets(rows(shownTrends, ShownTrend::baselines), rows(shownTrends, ShownTrend::claims)),
                Chart.Size.titled(280));
        return Optional.of(new Section("history", "The same trends in every vintage")
                .with(Figure.of(chart, sentence(shownTrends), table(shownTrends), seamsNote())));
    }

    private static Rows rows(List<ShownTrend> shownTrends, Function<ShownTrend, Rows> ofTrend) {
        return new Rows(shownTrends.stream()
                .flatMap(trend -> ofTrend.apply(trend).stream())
                .toList());
    }

    private DomContent seamsNote() {
        List<String> notes = names.timeline().seams().stream()
                .map(seam ->
                        seam.source() == null ? seam.description() : seam.description() + " (" + seam.source() + ")")
                .toList();
        return notes.isEmpty()
                ? text("")
                : p("Seams, across which changes are not growth: " + String.join("; ", notes) + ".")
                        .withClass("note");
    }

    /** Of the trends fitted in two vintages or more, the {@link #PANELS} with the most claims. */
    private List<ShownTrend> shownTrends() {
        List<ShownTrend> trends = new ArrayList<>();
        for (TrendKey key : names.trendsInSetting("summary.trends")) {
            Rows history = input.rows("trend_history")
                    .ofTrend(key)
                    .where(row -> row.has("growth_factor_per_year"))
                    .sortedBy(row -> row.requireDate("values_vintage"));
            if (history.where("variant", VariedTrend.BASELINE).size() > 1) {
                trends.add(new ShownTrend(key, history, new GrowthClaims(input, names).claims(key)));
            }
        }
        return trends.stream()
                .sorted(Comparator.comparing(trend -> -trend.claims().size()))
                .limit(PANELS)
                .toList();
    }

    private DomContent sentence(List<ShownTrend> shownTrends) {
        List<DomContent> sentences = new ArrayList<>();
        for (ShownTrend trend : shownTrends) {
            Rows rows = trend.baselines();
            PublishedRow newest = rows.last();
            PublishedRow slowest = firstByGrowth(rows, Comparator.naturalOrder());
            PublishedRow fastest = firstByGrowth(rows, Comparator.reverseOrder());
            sentences.add(phrase(
                    "$: $ a year in the vintage of $, from $ ($) to $ ($) over all vintages.",
                    names.trend(trend.key()),
                    Quote.of(newest, "growth_factor_per_year", NumberStyle.FACTOR),
                    newest.requireText("values_vintage"),
                    Quote.of(slowest, "growth_factor_per_year", NumberStyle.FACTOR),
                    slowest.requireText("values_vintage"),
                    Quote.of(fastest, "growth_factor_per_year", NumberStyle.FACTOR),
                    fastest.requireText("values_vintage")));
            largestDifference(trend).ifPresent(sentences::add);
        }
        return join(sentences);
    }

    private static PublishedRow firstByGrowth(Rows rows, Comparator<Double> order) {
        return rows.stream()
                .min(Comparator.comparing(row -> row.requireNumber("growth_factor_per_year"), order))
                .orElseThrow();
    }

    /** A sentence on the variant and vintage whose growth differs most from the baseline; empty if none differs. */
    private static Optional<DomContent> largestDifference(ShownTrend trend) {
        return trend.history().where(row -> !VariedTrend.BASELINE.equals(row.text("variant"))).stream()
                .max(Comparator.comparingDouble(trend::difference))
                .filter(row -> trend.difference(row) > 0)
                .map(row -> phrase(
                        "Leaving out “$” changes growth most: from $ to $ in the vintage of $.",
                        excludedLabel(row),
                        Quote.of(trend.baseline(row), "growth_factor_per_year", NumberStyle.FACTOR),
                        Quote.of(row, "growth_factor_per_year", NumberStyle.FACTOR),
                        row.requireText("values_vintage")));
    }

    /** The label of a variant's excluded releases, in words: the part of the variant's id after {@code =}. */
    private static String excludedLabel(PublishedRow variant) {
        return variant.requireText("variant").replaceFirst("^[^=]*=", "").replace('-', ' ');
    }

    private DomContent table(List<ShownTrend> shownTrends) {
        return new QuotedTable("Growth by vintage, with and without some releases")
                .text("Trend", names::trend)
                .text("Vintage", "values_vintage")
                .text(
                        "Settings",
                        row -> DisplayNames.idInWords(row.requireText("variant").replace("=", ": ")))
                .quote("n", "n", NumberStyle.COUNT)
                .quote("Growth a year", "growth_factor_per_year", NumberStyle.FACTOR)
                .interval("95%", "growth_factor_ci95", NumberStyle.FACTOR)
                .quote("Doubling, months", "doubling_time_months", NumberStyle.TENTHS)
                .cell(
                        "Seam before it",
                        row -> text(row.has("seam") ? names.timeline().seamDescriptions(row.requireText("seam")) : "–"))
                .html(rows(shownTrends, ShownTrend::history));
    }
}
