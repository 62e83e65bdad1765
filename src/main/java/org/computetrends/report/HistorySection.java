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
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.VariedTrend;

/** Growth of the summary's trends by {@link org.computetrends.domain.Vintage}, next to the figures published at the time. */
record HistorySection(ReportInput input, DisplayNames names) {
    /** The number of trends that are shown. More would be too small to read. */
    private static final int PANELS = 2;

    /**
     * A trend of the summary.
     *
     * @param key its metric, cohort and era
     * @param history its rows of {@code trend_history} by vintage, including variants that leave releases out
     * @param publishedFigures claims about its growth
     */
    private record ShownTrend(TrendKey key, Rows history, Rows publishedFigures) {
        /** The history under the run's settings, without variants. */
        Rows byRunsSettings() {
            return history.where("variant", VariedTrend.BASELINE);
        }

        /** The row of the run's settings for the same vintage as a variant's row. */
        PublishedRow baseline(PublishedRow variant) {
            return byRunsSettings()
                    .where("values_vintage", variant.requireText("values_vintage"))
                    .all()
                    .get(0);
        }

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
        List<Chart.Panel> panels = new ArrayList<>();
        List<PublishedRow> history = new ArrayList<>();
        List<PublishedRow> published = new ArrayList<>();
        for (ShownTrend trend : shownTrends) {
            panels.add(new Chart.Panel(
                    names.trend(trend.key()),
                    historyChart.panel(trend.key(), trend.byRunsSettings(), trend.publishedFigures())));
            trend.byRunsSettings().forEach(history::add);
            trend.publishedFigures().forEach(published::add);
        }
        Chart chart = new Chart(
                "history",
                "Growth, times a year, as each vintage had it, with its 95% interval; diamonds are published figures",
                "Points with intervals: factor of growth a year by vintage. Diamonds: published figures by date. Bands: seams.",
                panels,
                historyChart.datasets(new Rows(history), new Rows(published)),
                Chart.Size.titled(280));
        return Optional.of(new Section("history", "The same trends in every vintage")
                .with(Figure.of(chart, sentence(shownTrends), table(shownTrends), seams())));
    }

    /** A note on each seam: what changed, and where that is documented. */
    private DomContent seams() {
        List<String> notes = names.timeline().seams().stream()
                .map(seam -> seam.source() == null ? seam.words() : seam.words() + " (" + seam.source() + ")")
                .toList();
        return notes.isEmpty()
                ? text("")
                : p("Seams, across which changes are not growth: " + String.join("; ", notes) + ".")
                        .withClass("note");
    }

    /** The trends of the summary with the most published figures. */
    private List<ShownTrend> shownTrends() {
        List<ShownTrend> trends = new ArrayList<>();
        for (TrendKey key : names.trends("summary.trends")) {
            Rows history = input.rows("trend_history")
                    .of(key)
                    .where(row -> row.has("growth_factor_per_year"))
                    .by(row -> row.requireDate("values_vintage"));
            if (history.where("variant", VariedTrend.BASELINE).size() > 1) {
                trends.add(new ShownTrend(key, history, new PublishedGrowth(input, names).of(key)));
            }
        }
        return trends.stream()
                .sorted(Comparator.comparing(trend -> -trend.publishedFigures().size()))
                .limit(PANELS)
                .toList();
    }

    private DomContent sentence(List<ShownTrend> shownTrends) {
        List<DomContent> sentences = new ArrayList<>();
        for (ShownTrend trend : shownTrends) {
            Rows rows = trend.byRunsSettings();
            PublishedRow slowest = extreme(rows, Comparator.naturalOrder());
            PublishedRow fastest = extreme(rows, Comparator.reverseOrder());
            sentences.add(phrase(
                    "$: $ a year in this vintage, from $ ($) to $ ($) over all vintages.",
                    names.trend(trend.key()),
                    Quote.of(rows.last(), "growth_factor_per_year", NumberStyle.FACTOR),
                    Quote.of(slowest, "growth_factor_per_year", NumberStyle.FACTOR),
                    slowest.requireText("values_vintage"),
                    Quote.of(fastest, "growth_factor_per_year", NumberStyle.FACTOR),
                    fastest.requireText("values_vintage")));
            without(trend).ifPresent(sentences::add);
        }
        return join(sentences);
    }

    private static PublishedRow extreme(Rows rows, Comparator<Double> order) {
        return rows.stream()
                .min(Comparator.comparing(row -> row.requireNumber("growth_factor_per_year"), order))
                .orElseThrow();
    }

    /** A sentence on the variant that changes growth most in any vintage by leaving releases out; empty without a variant. */
    private static Optional<DomContent> without(ShownTrend trend) {
        return trend.history().where(row -> !VariedTrend.BASELINE.equals(row.text("variant"))).stream()
                .max(Comparator.comparingDouble(trend::difference))
                .filter(row -> trend.difference(row) > 0)
                .map(row -> phrase(
                        "Without “$”, the largest difference is from $ to $ ($).",
                        row.requireText("variant").replaceFirst("^[^=]*=", "").replace('-', ' '),
                        Quote.of(trend.baseline(row), "growth_factor_per_year", NumberStyle.FACTOR),
                        Quote.of(row, "growth_factor_per_year", NumberStyle.FACTOR),
                        row.requireText("values_vintage")));
    }

    private DomContent table(List<ShownTrend> shownTrends) {
        List<PublishedRow> rows = new ArrayList<>();
        shownTrends.forEach(trend -> trend.history().forEach(rows::add));
        return new QuotedTable("Growth by vintage, with and without some releases")
                .words("Trend", names::trend)
                .words("Vintage", row -> row.requireText("values_vintage"))
                .words(
                        "Settings",
                        row -> DisplayNames.words(row.requireText("variant").replace("=", ": ")))
                .quote("n", "n", NumberStyle.COUNT)
                .quote("Growth a year", "growth_factor_per_year", NumberStyle.FACTOR)
                .interval("95%", "growth_factor_ci95_low", "growth_factor_ci95_high", NumberStyle.FACTOR)
                .quote("Doubling, months", "doubling_time_months", NumberStyle.TENTHS)
                .cell(
                        "Seam before it",
                        row -> text(row.has("seam") ? names.timeline().seamsInWords(row.requireText("seam")) : "–"))
                .of(new Rows(rows));
    }
}
