package org.computetrends.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.label;
import static j2html.TagCreator.output;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.VariedTrend;

/**
 * What the page would have shown with an older {@link org.computetrends.domain.Vintage}, beside the values that came later. The
 * page's script computes the older values: it starts from the newest ones and undoes every change in {@code value_changes}. Trends
 * are rows of {@code trend_history}; forecasts are real-time rows of {@code backtests}.
 */
record AsOfSection(ReportInput input, DisplayNames names, MainTrend mainTrend, ComparedMethods methods) {
    Optional<Section> section() {
        Rows trend = input.rows("trend_history")
                .of(mainTrend.key())
                .where("variant", VariedTrend.BASELINE)
                .where(row -> row.has("growth_factor_per_year"))
                .by(row -> row.requireDate("values_vintage"));
        Rows changes = input.rows("value_changes").where("metric", mainTrend.metric());
        // The script can undo changes only if the page has every value.
        if (trend.size() < 2 || changes.isEmpty() || !input.hasEveryObservation()) {
            return Optional.empty();
        }
        Chart chart = new AsOfChart(names, mainTrend).chart(datasets(trend, changes));
        return Optional.of(new Section("as-of", "As of an older vintage")
                .with(slider(trend.size()))
                .with(Figure.of(chart, text(""), Figure.madeTable(chart), AsOfChart.words())));
    }

    /** The chart's datasets. Its table lists the first: the values that have changed since. */
    private List<Dataset> datasets(Rows trend, Rows changes) {
        return List.of(
                Dataset.of(
                        "value-changes",
                        changes,
                        "release_id, metric, kind, from_vintage, to_vintage, old_release_id, old_value, new_value,"
                                + " old_published_on, new_published_on"),
                Dataset.titled(
                        "trend-by-vintage",
                        trend,
                        "trend",
                        names::trend,
                        "metric, cohort, era, variant, values_vintage, n, first_date, last_date, start_value, end_value,"
                                + " growth_factor_per_year, growth_factor_ci95_low, growth_factor_ci95_high,"
                                + " doubling_time_months"),
                Dataset.titled(
                        "forecasts-by-vintage",
                        forecasts(trend),
                        "method_name",
                        names::method,
                        "method, metric, target, mode, scored_on, origin, horizon_months, values_vintage, target_date,"
                                + " paths_start",
                        FansSection.QUANTILES,
                        "actual"));
    }

    /**
     * Real-time forecasts from both starts of the paths ({@link ComparedMethods#starts}): forecasts of the trend's cohort if there
     * are any, otherwise forecasts of every target.
     */
    private Rows forecasts(Rows trend) {
        Rows allTargets = input.rows("backtests")
                .where("metric", mainTrend.metric())
                .where("mode", Backtest.Mode.REAL_TIME.id())
                .where("scored_on", Backtest.ScoredOn.FINAL.id())
                .where(row -> row.has("p50") && methods.starts().contains(row.requireText("method")));
        Rows mainTarget = allTargets.where("target", mainTrend.cohort());
        List<LocalDate> vintages =
                trend.stream().map(row -> row.requireDate("values_vintage")).toList();
        return (mainTarget.isEmpty() ? allTargets : mainTarget)
                .where(row -> vintages.contains(row.requireDate("values_vintage")))
                .by(row -> row.requireDate("target_date"));
    }

    private static DomContent slider(int vintages) {
        return div(
                        label(
                                        span("Vintage"),
                                        TagCreator.input()
                                                .withType("range")
                                                .withId("as-of-vintage")
                                                .withMin("0")
                                                .withMax(String.valueOf(vintages - 1))
                                                .withStep("1"),
                                        output().withId("as-of-date").attr("for", "as-of-vintage"))
                                .withFor("as-of-vintage")
                                .withClass("slider"),
                        p().withId("as-of-answer").withClass("shows").attr("aria-live", "polite"))
                .withClass("needs-script");
    }
}
