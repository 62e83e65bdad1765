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
 * The section on what an older {@link org.computetrends.domain.Vintage} would have shown, beside the values added or
 * revised later. The page's script computes the older values: it starts from the newest values and undoes every later
 * change in {@code value_changes}. Trends are rows of {@code trend_history}; forecasts are real-time rows of {@code backtests}.
 */
record AsOfSection(ReportInput input, DisplayNames names, MainTrend mainTrend, ComparedMethods methods) {
    Optional<Section> section() {
        Rows history = input.rows("trend_history")
                .ofTrend(mainTrend.key())
                .where("variant", VariedTrend.BASELINE)
                .where(row -> row.has("growth_factor_per_year"))
                .sortedBy(row -> row.requireDate("values_vintage"));
        Rows changes = input.rows("value_changes").where("metric", mainTrend.metric());
        // The script can undo changes only if the page has every value.
        if (history.size() < 2 || changes.isEmpty() || !input.hasEveryObservation()) {
            return Optional.empty();
        }
        Chart chart = new AsOfChart(names, mainTrend).chart(datasets(history, changes));
        return Optional.of(new Section("as-of", "As of an older vintage")
                .with(slider(history.size()))
                .with(Figure.of(chart, text(""), Figure.tableByScript(chart), AsOfChart.caption())));
    }

    /** The chart's datasets. Changed values come first, because the figure's table shows the first dataset. */
    private List<Dataset> datasets(Rows history, Rows changes) {
        return List.of(
                Dataset.of(
                        "value-changes",
                        changes,
                        "release_id, metric, kind, from_vintage, to_vintage, old_release_id, old_value, new_value,"
                                + " old_published_on, new_published_on"),
                Dataset.withDisplayNames(
                        "trend-by-vintage",
                        history,
                        "trend",
                        names::trend,
                        "metric, cohort, era, variant, values_vintage, n, first_date, last_date, start_value, end_value,"
                                + " growth_factor_per_year, growth_factor_ci95_low, growth_factor_ci95_high,"
                                + " doubling_time_months"),
                Dataset.withDisplayNames(
                        "forecasts-by-vintage",
                        forecasts(history),
                        "method_name",
                        names::method,
                        "method, metric, target, mode, scored_on, origin, horizon_months, values_vintage, target_date,"
                                + " paths_start",
                        FansSection.QUANTILES,
                        "actual"));
    }

    /**
     * Real-time forecasts by {@link ComparedMethods#startVariants} from the vintages of {@code history}, by target
     * date: only forecasts of the main trend's cohort if there are any, otherwise forecasts of every target.
     */
    private Rows forecasts(Rows history) {
        Rows allTargets = input.rows("backtests")
                .where("metric", mainTrend.metric())
                .where("mode", Backtest.Mode.REAL_TIME.id())
                .where("scored_on", Backtest.ScoredOn.FINAL.id())
                .where(row -> row.has("p50") && methods.startVariants().contains(row.requireText("method")));
        Rows mainTarget = allTargets.where("target", mainTrend.cohort());
        List<LocalDate> vintages =
                history.stream().map(row -> row.requireDate("values_vintage")).toList();
        return (mainTarget.isEmpty() ? allTargets : mainTarget)
                .where(row -> vintages.contains(row.requireDate("values_vintage")))
                .sortedBy(row -> row.requireDate("target_date"));
    }

    private static DomContent slider(int vintages) {
        String id = "as-of-vintage";
        DomContent range = TagCreator.input()
                .withType("range")
                .withId(id)
                .withMin("0")
                .withMax(String.valueOf(vintages - 1))
                .withStep("1");
        return div(
                        label(
                                        span("Vintage"),
                                        range,
                                        output().withId("as-of-date").attr("for", id))
                                .withFor(id)
                                .withClass("slider"),
                        p().withId("as-of-answer").withClass("shows").attr("aria-live", "polite"))
                .withClass("needs-script");
    }
}
