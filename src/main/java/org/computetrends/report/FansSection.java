package org.computetrends.report;

import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.logarithmic;
import static org.computetrends.report.Layers.vega;
import static org.computetrends.report.Markup.join;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scenario;

/**
 * Fan charts, one for each {@link Scenario}: quantiles of the frontier's forecast, and the median of the largest release on
 * the same sample paths. Without a forecast (see {@link DefaultForecast}), the projections of both cohorts are drawn instead.
 */
final class FansSection {
    private static final String PROJECTIONS = "projections-by-scenario";

    /** The columns of a fan. A quantile too large for a double is null; such rows are not drawn. */
    static final String QUANTILES = "p02_5, p10, p25, p50, p75, p90, p97_5";

    private static final String FRONTIER = ForecastTarget.FRONTIER.id();
    private static final String RECORD = ForecastTarget.RECORD.id();

    private final DisplayNames names;
    private final String metric;
    private final Rows rows;
    private final Dataset dataset;

    /** The column with the target of a forecast, or with the cohort of a projection. */
    private final String targetColumn;

    FansSection(ReportInput input, DisplayNames names, DefaultForecast forecast) {
        this.names = names;
        this.metric = names.mainMetric();
        boolean isForecast = forecast.covers(metric, FRONTIER);
        this.targetColumn = isForecast ? "target" : "cohort";
        Rows fans = (isForecast ? forecast.fans() : projections(input, metric))
                .where(row -> Stream.of(QUANTILES.split(", ")).allMatch(row::has))
                .by(row -> row.requireDate("target_date") + row.requireText(targetColumn));
        this.rows = fans.inOrder("scenario", names.scenarios(fans));
        this.dataset = isForecast ? forecast.dataset() : dataset(PROJECTIONS, rows);
    }

    private static Rows projections(ReportInput input, String metric) {
        return input.rows("projections")
                .where("metric", metric)
                .where(row -> ForecastTarget.isCohort(row.requireText("cohort"))
                        && !row.requireDate("target_date").isAfter(HeadlineSources.LAST));
    }

    /** Projections as a dataset for charts. */
    static Dataset dataset(String name, Rows rows) {
        return Dataset.of(name, rows, "metric, cohort, scenario, target_date", QUANTILES);
    }

    Optional<Section> section() {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Chart.Panel> panels = rows.stream()
                .map(row -> row.requireText("scenario"))
                .distinct()
                .map(scenario -> new Chart.Panel(names.scenario(scenario), panel(scenario)))
                .toList();
        Chart chart = new Chart(
                "fans",
                names.metric(metric) + " to 2035 under each scenario, " + names.unit(metric),
                "Median and 50, 80 and 95 percent intervals of the frontier to 2035, and the median of the largest"
                        + " release.",
                panels,
                List.of(dataset),
                Chart.Size.plain(240));
        DomContent table = new QuotedTable(names.metric(metric) + " of the frontier and of the largest release, "
                        + names.unit(metric) + ": median and intervals at the turn of each year")
                .words("Scenario", row -> names.scenario(row.requireText("scenario")))
                .words("Date", row -> row.requireDate("target_date").toString())
                .words("Of", row -> DisplayNames.target(row.requireText(targetColumn)))
                .quote("Median", "p50", NumberStyle.POWER)
                .interval("80%", "p10", "p90", NumberStyle.POWER)
                .interval("95%", "p02_5", "p97_5", NumberStyle.POWER)
                .of(rows.where(row -> row.requireDate("target_date").getMonthValue() == 1));
        return Section.of("scenarios", "Projections by scenario", chart, sentence(), table);
    }

    private DomContent sentence() {
        String contents = targetColumn.equals("target") ? "paths of the frontier’s median" : "releases of the frontier";
        String key = "Bands hold 50, 80 and 95% of " + contents
                + "; the dashed line is the median of the largest release on the same paths.";
        Rows then = rows.where("target_date", LocalDate.of(2030, 1, 1).toString());
        Optional<PublishedRow> largestValue = then.where(targetColumn, RECORD)
                .where("scenario", Scenario.CONTINUE)
                .first();
        Optional<PublishedRow> goes = then.where(targetColumn, FRONTIER)
                .where("scenario", Scenario.CONTINUE)
                .first();
        if (goes.isEmpty() || largestValue.isEmpty()) {
            return text(key);
        }
        List<DomContent> sentences = new ArrayList<>();
        for (PublishedRow row :
                then.where(targetColumn, FRONTIER).where(row -> !Scenario.CONTINUE.equals(row.text("scenario")))) {
            sentences.add(join(
                    sentences.isEmpty() ? "The frontier’s under the other scenarios:" : ";",
                    "“" + names.scenario(row.requireText("scenario")) + "”",
                    Quote.of(row, "p50", NumberStyle.POWER)));
        }
        return join(
                "If growth continues, the frontier’s median is",
                Quote.of(goes, "p50", NumberStyle.POWER),
                names.unit(metric) + " in January 2030, and the largest release’s is",
                span(Quote.of(largestValue, "p50", NumberStyle.POWER), text(".")),
                sentences.isEmpty() ? text("") : span(join(sentences), text(".")),
                key);
    }

    private Map<String, Object> panel(String scenario) {
        Map<String, Object> ofScenario = filter(Layers.is("scenario", scenario));
        List<Map<String, Object>> frontier = List.of(ofScenario, filter(Layers.is(targetColumn, FRONTIER)));
        List<Map<String, Object>> recordFilters = List.of(ofScenario, filter(Layers.is(targetColumn, RECORD)));
        Map<String, Object> axis = logarithmic("p50", 5);
        axis.put("scale", vega("{type: 'log', domain: $, nice: true}", bounds()));
        return Layers.overTime(
                rows.all().get(0).requireDate("target_date"),
                HeadlineSources.LAST,
                5,
                List.of(
                        Layers.fan(dataset.name(), frontier, "p02_5", "p97_5", 0.12),
                        Layers.fan(dataset.name(), frontier, "p10", "p90", 0.16),
                        Layers.fan(dataset.name(), frontier, "p25", "p75", 0.20),
                        median(frontier, "--trend", List.of(), axis),
                        median(recordFilters, "--ink", List.of(5, 4), axis)));
    }

    /** The values that the axes of all panels cover: all 80% intervals. */
    private List<Double> bounds() {
        return List.of(
                rows.stream().mapToDouble(row -> row.requireNumber("p10")).min().orElseThrow(),
                rows.stream().mapToDouble(row -> row.requireNumber("p90")).max().orElseThrow());
    }

    private Map<String, Object> median(
            List<Map<String, Object>> shown, String colour, List<Integer> dashes, Map<String, Object> axis) {
        return vega("""
                {data: {name: $}, transform: $,
                 mark: {type: 'line', color: $, strokeWidth: 2, strokeDash: $, clip: true,
                        point: {opacity: 0, size: 120, tooltip: {content: 'data'}}},
                 encoding: {x: $, y: $}}
                """, dataset.name(), shown, colour, dashes, date("target_date"), axis);
    }
}
