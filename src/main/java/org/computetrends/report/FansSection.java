package org.computetrends.report;

import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.logarithmic;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scenario;

/**
 * The section with a fan chart for each {@link Scenario}: bands and a solid median for the frontier, and a dashed
 * median for the largest release. The fans are those of {@link DefaultForecast}; if the forecast does not cover the
 * frontier, the fans are projections of the same two cohorts.
 */
final class FansSection {
    /** The columns of a fan. A quantile too large for a double is null. */
    static final String QUANTILES = "p02_5, p10, p25, p50, p75, p90, p97_5";

    private static final String FRONTIER = ForecastTarget.FRONTIER.id();
    private static final String RECORD = ForecastTarget.RECORD.id();

    private final DisplayNames names;
    private final String metric;
    private final Rows fans;
    /** The chart's data. The headline chart shares those of the forecast, which also have incomplete rows. */
    private final Dataset dataset;

    /** The column whose text is {@link #FRONTIER} or {@link #RECORD}. */
    private final String subjectColumn;

    /** The words after "50, 80 and 95% of" in the sentence on bands. */
    private final String bandContents;

    FansSection(ReportInput input, DisplayNames names, DefaultForecast forecast) {
        this.names = names;
        this.metric = names.mainMetric();
        if (forecast.covers(metric, FRONTIER)) {
            this.subjectColumn = "target";
            this.bandContents = "paths of the frontier’s median";
            this.fans = completeRows(forecast.fans());
            this.dataset = forecast.fansDataset();
        } else {
            this.subjectColumn = "cohort";
            this.bandContents = "releases of the frontier";
            this.fans = completeRows(projections(input, metric));
            this.dataset = projectionsDataset("projections-by-scenario", fans);
        }
    }

    /** The rows that have every quantile, sorted by scenario, date and subject (frontier or largest release). */
    private Rows completeRows(Rows rows) {
        Rows byDate = rows.where(row -> Stream.of(QUANTILES.split(", ")).allMatch(row::has))
                .sortedBy(row -> row.requireDate("target_date") + row.requireText(subjectColumn));
        return byDate.sortedInOrder("scenario", names.scenarios(byDate));
    }

    private static Rows projections(ReportInput input, String metric) {
        return input.rows("projections")
                .where("metric", metric)
                .where(row -> ForecastTarget.isTarget(row.requireText("cohort"))
                        && !row.requireDate("target_date").isAfter(HeadlineDatasets.LAST_DAY));
    }

    static Dataset projectionsDataset(String name, Rows rows) {
        return Dataset.of(name, rows, "metric, cohort, scenario, target_date", QUANTILES);
    }

    Optional<Section> section() {
        if (fans.isEmpty()) {
            return Optional.empty();
        }
        List<Chart.Panel> panels = fans.stream()
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
                .text("Scenario", row -> names.scenario(row.requireText("scenario")))
                .text("Date", row -> row.requireDate("target_date").toString())
                .text("Of", row -> DisplayNames.target(row.requireText(subjectColumn)))
                .quote("Median", "p50", NumberStyle.MAGNITUDE)
                .interval("80%", "p10", "p90", NumberStyle.MAGNITUDE)
                .interval("95%", "p02_5", "p97_5", NumberStyle.MAGNITUDE)
                .html(fans.where(row -> row.requireDate("target_date").getMonthValue() == 1));
        return Optional.of(
                new Section("scenarios", "Projections by scenario").with(Figure.of(chart, sentence(), table)));
    }

    /** The medians in January 2030, and what the bands and the dashed line are. */
    private DomContent sentence() {
        String legend = "Bands contain 50, 80 and 95% of " + bandContents
                + "; the dashed line is the median of the largest release on the same paths.";
        Rows in2030 = fans.where("target_date", "2030-01-01");
        Rows frontier = in2030.where(subjectColumn, FRONTIER);
        Optional<PublishedRow> continuedFrontier =
                frontier.where("scenario", Scenario.CONTINUE).first();
        Optional<PublishedRow> continuedLargest = in2030.where(subjectColumn, RECORD)
                .where("scenario", Scenario.CONTINUE)
                .first();
        if (continuedFrontier.isEmpty() || continuedLargest.isEmpty()) {
            return text(legend);
        }
        List<DomContent> otherScenarios =
                frontier.where(row -> !Scenario.CONTINUE.equals(row.text("scenario"))).stream()
                        .map(row -> phrase(
                                "“$” $",
                                names.scenario(row.requireText("scenario")),
                                Quote.of(row, "p50", NumberStyle.MAGNITUDE)))
                        .toList();
        return phrase(
                "If growth continues, the frontier’s median is $ $ in January 2030, and the largest release’s is $.$ $",
                Quote.of(continuedFrontier, "p50", NumberStyle.MAGNITUDE),
                names.unit(metric),
                Quote.of(continuedLargest, "p50", NumberStyle.MAGNITUDE),
                otherScenarios.isEmpty()
                        ? ""
                        : phrase(" The frontier’s under the other scenarios: $.", join("; ", otherScenarios)),
                legend);
    }

    private Map<String, Object> panel(String scenario) {
        Map<String, Object> ofScenario = filter(VegaLite.columnIs("scenario", scenario));
        List<Map<String, Object>> frontier = List.of(ofScenario, filter(VegaLite.columnIs(subjectColumn, FRONTIER)));
        List<Map<String, Object>> largest = List.of(ofScenario, filter(VegaLite.columnIs(subjectColumn, RECORD)));
        Map<String, Object> axis = logarithmic("p50", 5);
        axis.put("scale", vega("{type: 'log', domain: $, nice: true}", axisBounds()));
        List<Map<String, Object>> layers = new ArrayList<>(VegaLite.bandLayers(dataset.name(), frontier, 0.12));
        layers.add(VegaLite.medianLayer(dataset.name(), frontier, "--trend", List.of(), axis));
        layers.add(VegaLite.medianLayer(dataset.name(), largest, "--ink", List.of(5, 4), axis));
        return VegaLite.overTime(fans.all().get(0).requireDate("target_date"), HeadlineDatasets.LAST_DAY, 5, layers);
    }

    /** The least and largest value on the axis of every panel. They cover all 80% intervals, not all 95% bands. */
    private List<Double> axisBounds() {
        return List.of(
                fans.stream().mapToDouble(row -> row.requireNumber("p10")).min().orElseThrow(),
                fans.stream().mapToDouble(row -> row.requireNumber("p90")).max().orElseThrow());
    }
}
