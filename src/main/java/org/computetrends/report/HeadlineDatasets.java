package org.computetrends.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Era;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The datasets of the headline chart: releases or bins (counts of values by quarter and size), estimates, trends, fans
 * and crossing dates. {@link OtherMetricsSection} draws from them too.
 */
final class HeadlineDatasets {
    // Names of the datasets, for use in chart specifications.
    static final String POINTS = "releases";
    static final String DENSITIES = "densities";
    static final String LINES = "trend-lines";
    static final String BANDS = "trend-bands";
    static final String PROJECTION_FANS = "fan";
    static final String PROJECTION_CROSSINGS = "crossings";
    static final String FORECAST_CROSSINGS = "forecast-crossings";
    static final String NOWCASTS = "nowcasts";

    /** The first day of the chart's time axis until a reader zooms: shortly before the deep-learning era. */
    static final LocalDate FIRST_DAY = LocalDate.of(2009, 1, 1);

    /** The last day of the time axis and of every fan. */
    static final LocalDate LAST_DAY = LocalDate.of(2035, 12, 31);

    /** The number of domains with their own colour: as many as the style sheet has. Other domains share one colour. */
    private static final int COLOURED_DOMAINS = 6;

    private static final String OTHER = "Other";

    /** The largest number of bins to draw. With more, the page would exceed 5 MB. */
    private static final int MOST_BINS = 25_000;

    private final ReportInput input;
    private final DisplayNames names;
    private final DefaultForecast forecast;
    private final Rows trends;
    private final List<String> metrics;
    private final Map<String, PublishedRow> releasesById;
    private final List<String> domains;

    HeadlineDatasets(ReportInput input, DisplayNames names, DefaultForecast forecast) {
        this.input = input;
        this.names = names;
        this.forecast = forecast;
        Rows withinEras =
                input.trends().where(row -> !Era.ALL_TIME.id().equals(row.text("era")) && row.has("start_value"));
        this.metrics = Stream.of(withinEras, input.rows("observations"), input.rows("densities"))
                .filter(rows -> !rows.isEmpty())
                .findFirst()
                .map(names::metrics)
                .orElse(List.of());
        this.trends = withinEras.where(row -> metrics.contains(row.text("metric")));
        this.releasesById = input.releasesById();
        this.domains = Stream.concat(mostFrequentDomains(), Stream.of(OTHER)).toList();
    }

    /** The metrics with a trend within an era, in the page's order; if there are no trends, the metrics with values. */
    List<String> metrics() {
        return metrics;
    }

    /** The cohorts that have a trend within an era, in the page's order. */
    List<String> cohorts() {
        return names.cohorts(trends);
    }

    /** The cohorts of a metric that have a trend within an era, in the page's order. */
    List<String> cohorts(String metric) {
        return names.cohorts(trends.where("metric", metric));
    }

    /** The most frequent domains, then {@link #OTHER}. */
    List<String> domains() {
        return domains;
    }

    /** The name of a domain's colour in the style sheet. */
    String colour(String domain) {
        return domain.equals(OTHER) ? "domain-other" : "domain-" + (domains.indexOf(domain) + 1);
    }

    /** Whether bins are drawn, because single values were not published. */
    boolean isBinned() {
        return input.rows("observations").isEmpty() && !densities().isEmpty();
    }

    /** The bins of the newest quarters, {@link #MOST_BINS} at most. A quarter is drawn whole or left out. */
    private Rows densities() {
        return firstDrawnQuarter()
                .map(first -> allBins().where(row -> !row.requireDate("quarter").isBefore(first)))
                .orElse(allBins());
    }

    private Rows allBins() {
        return input.rows("densities").where(row -> metrics.contains(row.text("metric")));
    }

    /** The first day of the first quarter whose bins are drawn; empty if all quarters are drawn. */
    Optional<LocalDate> firstDrawnQuarter() {
        List<LocalDate> newestFirst = allBins().stream()
                .map(row -> row.requireDate("quarter"))
                .sorted(Comparator.reverseOrder())
                .limit(MOST_BINS + 1L)
                .toList();
        return newestFirst.size() <= MOST_BINS
                ? Optional.empty()
                // The first bin beyond the limit is in the newest quarter that is left out.
                : Optional.of(newestFirst.get(MOST_BINS).plusMonths(3));
    }

    /** The fitted exponential trends of {@link #metrics}, except those over all time. */
    Rows trends() {
        return trends;
    }

    /** A table's projections if growth continues, for metrics and cohorts that the default forecast does not cover. */
    private Rows uncovered(String table) {
        return input.rows(table)
                .where("scenario", Scenario.CONTINUE)
                .where(row -> metrics.contains(row.text("metric"))
                        && !forecast.covers(row.requireText("metric"), row.requireText("cohort")));
    }

    /** Estimates of compute for releases without a known value. */
    Rows nowcasts() {
        return input.rows("nowcasts").where(row -> row.has("log10_compute") && metrics.contains(row.text("metric")));
    }

    List<Dataset> all() {
        return List.of(
                isBinned() ? bins() : points(),
                Dataset.of(
                        NOWCASTS,
                        nowcasts(),
                        "metric, release_id, model, published_on, log10_compute, ci80_low, ci80_high, features, look_ahead"),
                Dataset.of(
                        LINES,
                        trends,
                        "metric, cohort, era, growth_model, n, first_date, last_date, start_value, end_value,"
                                + " growth_factor_per_year, growth_factor_ci95_low, growth_factor_ci95_high,"
                                + " doubling_time_months, doubling_time_ci95_low, doubling_time_ci95_high"),
                TrendBands.dataset(BANDS, trends, input.provenance().timeScale()),
                FansSection.projectionsDataset(
                        PROJECTION_FANS,
                        uncovered("projections")
                                .where(row -> !row.requireDate("target_date").isAfter(LAST_DAY))),
                forecast.fansDataset(),
                Dataset.of(
                        PROJECTION_CROSSINGS,
                        uncovered("crossings"),
                        "metric, cohort, scenario, threshold, label, status, simulated_median, simulated80_low,"
                                + " simulated80_high, simulated95_low, simulated95_high, first_observed_on,"
                                + " first_observed_release"),
                Dataset.of(
                        FORECAST_CROSSINGS,
                        forecast.crossings(),
                        "method, metric, target, threshold, label, status, median_date, ci80_low, ci80_high, ci95_low,"
                                + " ci95_high"));
    }

    private Dataset bins() {
        return Dataset.of(
                DENSITIES,
                densities(),
                "metric, quarter, half_orders, value_from, value_to, n, largest_value, largest_release_id");
    }

    /** The observations, with some columns of their releases. A release that the page lacks is shown by its id. */
    private Dataset points() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (PublishedRow row : input.rows("observations").where(row -> metrics.contains(row.text("metric")))) {
            PublishedRow release = releasesById.get(row.requireText("release_id"));
            rows.add(Arrays.asList(
                    row.text("metric"),
                    row.text("release_id"),
                    release == null ? row.text("release_id") : release.text("model"),
                    release == null ? null : String.join(", ", release.texts("organizations")),
                    row.date("published_on"),
                    row.number("value"),
                    shownDomain(release),
                    release == null ? null : release.text("confidence"),
                    row.value("frontier_rank"),
                    row.isTrue("record")));
        }
        return new Dataset(
                POINTS,
                "observations",
                List.of(
                        "metric, release_id, model, organizations, published_on, value, domain, confidence, frontier_rank, record"
                                .split(", ")),
                rows);
    }

    /** The release's first domain if the domain has its own colour, otherwise {@link #OTHER}. */
    private String shownDomain(@Nullable PublishedRow release) {
        return firstDomain(release).filter(domains::contains).orElse(OTHER);
    }

    private static Optional<String> firstDomain(@Nullable PublishedRow release) {
        return release == null
                ? Optional.empty()
                : release.texts("domains").stream().findFirst();
    }

    private Stream<String> mostFrequentDomains() {
        Map<String, Long> counts = input.rows("observations").where("metric", names.mainMetric()).stream()
                .flatMap(row -> firstDomain(releasesById.get(row.requireText("release_id"))).stream())
                .filter(domain -> !domain.equals(OTHER))
                .collect(Collectors.groupingBy(domain -> domain, Collectors.counting()));
        return mostFrequentFirst(counts).limit(COLOURED_DOMAINS);
    }

    /** The counted texts, the most frequent first. Texts with equal counts are in alphabetical order. */
    static Stream<String> mostFrequentFirst(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }
}
