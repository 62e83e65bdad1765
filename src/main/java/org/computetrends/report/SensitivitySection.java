package org.computetrends.report;

import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.VariedTrend;

/** How the doubling time depends on the settings: a forest plot of the table {@code sensitivity}. */
record SensitivitySection(ReportInput input, DisplayNames names, MainTrend mainTrend) {
    /** The trend to show: the page's own, or the first trend of its metric that has rows. */
    private TrendKey key() {
        Rows varied = input.rows("sensitivity");
        return Stream.concat(Stream.of(mainTrend.key()), names.trends("sensitivity.trends").stream())
                .filter(key -> key.metric().equals(mainTrend.metric())
                        && !varied.of(key).isEmpty())
                .findFirst()
                .orElse(mainTrend.key());
    }

    Optional<Section> section() {
        TrendKey key = key();
        Rows trend = input.rows("sensitivity").of(key).where(row -> row.has("doubling_time_months"));
        Rows singleChanges = trend.where(row -> !VariedTrend.GRID.equals(row.text("setting")))
                .by(row -> row.requireText("setting").equals(VariedTrend.BASELINE) ? "" : row.requireText("variant"));
        if (singleChanges.isEmpty()) {
            return Optional.empty();
        }
        Chart chart = Chart.of(
                "sensitivity",
                names.trend(key) + ": doubling time under other settings, months",
                "A forest plot: doubling time with its 95 percent interval for each setting varied alone.",
                IntervalsChart.of(
                        "sensitivity",
                        "setting_varied",
                        "doubling_time_months",
                        "doubling_time_ci95_low",
                        "doubling_time_ci95_high",
                        IntervalsChart.numbers("months to double"),
                        List.of()),
                List.of(Dataset.titled(
                        "sensitivity",
                        singleChanges,
                        "setting_varied",
                        SensitivitySection::name,
                        "metric, cohort, era, variant, setting_varied, n, doubling_time_months, doubling_time_ci95_low,"
                                + " doubling_time_ci95_high")),
                Chart.Size.rows(singleChanges.size()));
        DomContent table = new QuotedTable(names.trend(key) + ": doubling time, one setting varied at a time")
                .words("Setting", SensitivitySection::name)
                .quote("n", "n", NumberStyle.COUNT)
                .quote("Doubling, months", "doubling_time_months", NumberStyle.TENTHS)
                .interval("95%", "doubling_time_ci95_low", "doubling_time_ci95_high", NumberStyle.TENTHS)
                .quote("Growth a year", "growth_factor_per_year", NumberStyle.FACTOR)
                .of(singleChanges);
        return Optional.of(new Section("sensitivity", "What the settings decide")
                .with(Figure.of(chart, sentence(key, trend), table)));
    }

    private DomContent sentence(TrendKey key, Rows trend) {
        Rows byDoublingTime = trend.by(row -> row.requireNumber("doubling_time_months"));
        return phrase(
                "Under every combination of settings tried the doubling time of $ is between $ and $ months; the chart varies"
                        + " one setting at a time.",
                names.releases(key.cohort()),
                Quote.of(byDoublingTime.first(), "doubling_time_months", NumberStyle.TENTHS),
                Quote.of(byDoublingTime.last(), "doubling_time_months", NumberStyle.TENTHS));
    }

    /** The name of a row of {@code sensitivity} or {@code forecast_sensitivity}: the setting varied, and its value. */
    static String name(PublishedRow row) {
        String setting = row.requireText("setting");
        return setting.equals(VariedTrend.BASELINE)
                ? "As in this run"
                : DisplayNames.words(setting.replace(".", ", ")) + ": "
                        + String.valueOf(row.text("value")).replace("+", " and ");
    }
}
