package org.computetrends.report;

import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.VariedTrend;

/** The section on how the doubling time depends on the settings: a forest plot of the table {@code sensitivity}. */
record SensitivitySection(ReportInput input, DisplayNames names, MainTrend mainTrend) {
    /**
     * The main trend if {@code sensitivity} has rows of it; otherwise the first trend of the same metric in the setting
     * {@code sensitivity.trends} that has rows; otherwise the main trend.
     */
    private TrendKey shownTrend() {
        Rows sensitivity = input.rows("sensitivity");
        return Stream.concat(Stream.of(mainTrend.key()), names.trendsInSetting("sensitivity.trends").stream())
                .filter(key -> key.metric().equals(mainTrend.metric())
                        && !sensitivity.ofTrend(key).isEmpty())
                .findFirst()
                .orElse(mainTrend.key());
    }

    Optional<Section> section() {
        TrendKey key = shownTrend();
        Rows variants = input.rows("sensitivity").ofTrend(key).where(row -> row.has("doubling_time_months"));
        // The run's own settings first, then by variant.
        Rows singleChanges = variants.where(row -> !VariedTrend.GRID.equals(row.text("setting")))
                .sortedBy(row ->
                        row.requireText("setting").equals(VariedTrend.BASELINE) ? "" : row.requireText("variant"));
        if (singleChanges.isEmpty()) {
            return Optional.empty();
        }
        Chart chart = Chart.ofOnePanel(
                "sensitivity",
                names.trend(key) + ": doubling time under other settings, months",
                "A forest plot: doubling time with its 95 percent interval for each setting varied alone.",
                new ForestPlot(
                                "sensitivity",
                                "setting_varied",
                                "doubling_time_months",
                                "doubling_time_ci95_low",
                                "doubling_time_ci95_high")
                        .specification(ForestPlot.numberAxis("months to double"), List.of()),
                List.of(Dataset.withDisplayNames(
                        "sensitivity",
                        singleChanges,
                        "setting_varied",
                        SensitivitySection::variedSetting,
                        "metric, cohort, era, variant, setting_varied, n, doubling_time_months, doubling_time_ci95_low,"
                                + " doubling_time_ci95_high")),
                Chart.Size.rows(singleChanges.size()));
        DomContent table = new QuotedTable(names.trend(key) + ": doubling time, one setting varied at a time")
                .text("Setting", SensitivitySection::variedSetting)
                .quote("n", "n", NumberStyle.COUNT)
                .quote("Doubling, months", "doubling_time_months", NumberStyle.TENTHS)
                .interval("95%", "doubling_time_ci95", NumberStyle.TENTHS)
                .quote("Growth a year", "growth_factor_per_year", NumberStyle.FACTOR)
                .html(singleChanges);
        return Optional.of(new Section("sensitivity", "What the settings decide")
                .with(Figure.of(chart, sentence(key, variants), table)));
    }

    private DomContent sentence(TrendKey key, Rows variants) {
        Rows byDoublingTime = variants.sortedBy(row -> row.requireNumber("doubling_time_months"));
        return phrase(
                "Under every combination of settings tried the doubling time of $ is between $ and $ months; the chart varies"
                        + " one setting at a time.",
                names.cohortWithArticle(key.cohort()),
                Quote.of(byDoublingTime.first(), "doubling_time_months", NumberStyle.TENTHS),
                Quote.of(byDoublingTime.last(), "doubling_time_months", NumberStyle.TENTHS));
    }

    /**
     * The setting that a row of {@code sensitivity} or {@code forecast_sensitivity} varies, and the setting's value.
     * For the baseline: "As in this run".
     */
    static String variedSetting(PublishedRow row) {
        // A setting may have a part after a point, as in era-start.deep-learning. A value may be a list joined by +.
        String setting = row.requireText("setting");
        return setting.equals(VariedTrend.BASELINE)
                ? "As in this run"
                : DisplayNames.idInWords(setting.replace(".", ", ")) + ": "
                        + String.valueOf(row.text("value")).replace("+", " and ");
    }
}
