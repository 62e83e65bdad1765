package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.Segmentation;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.UserException;
import org.computetrends.domain.Vintage;
import org.computetrends.fit.TrendFitter;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.ingest.SparkAccess;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.InMemorySegmenter;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.ReleaseConverter;
import org.computetrends.select.CuratedVintage;
import org.computetrends.select.MetricSources;
import org.computetrends.select.VintageCurator;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * Fits one trend in memory, for the command {@code fit}. {@link TrendJob} gets the same line for the same trend, and
 * the same intervals without a bootstrap.
 */
public record FitJob(TrendConfig config, Question question) {
    /**
     * A trend to fit.
     *
     * @param metric the metric's id
     * @param cohort which releases to fit; its conditions have no wildcards
     * @param names whether the cohort's conditions also match similar names
     * @param from the first day of publication; null for no bound
     * @param to the day after the last day, later than {@code from}; null for no bound
     */
    public record Question(
            String metric,
            Cohort cohort,
            Names names,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** Whether a condition matches only the exact name, or also {@linkplain SimilarNames similar} ones. */
    public enum Names {
        EXACT,
        SIMILAR
    }

    /**
     * The fitted trend, with its thresholds and the releases left out.
     *
     * @param influential the release whose removal changes the slope most; empty if there is no line
     * @param reaches when the extended line reaches the metric's thresholds; empty if there is no line that rises
     * @param warnings what the user should know about the input
     * @param notes sentences about similar names that the cohort does not match
     */
    public record Answer(
            Vintage vintage,
            Trend trend,
            Optional<AnalysedRelease> influential,
            LeftOut leftOut,
            List<Reach> reaches,
            List<String> warnings,
            List<String> notes) {}

    /**
     * Numbers of releases that the trend is not fitted to. Each is counted under the first reason that applies.
     *
     * @param rejected rows that curation rejects, and rows without a vintage
     * @param withoutValue releases without a value of the metric
     */
    public record LeftOut(long rejected, long withoutValue, long outsideDates, long outsideCohort) {}

    /**
     * The date on which a line reaches a threshold.
     *
     * @param date null if the date is beyond the years that {@code TimeScale} can turn into dates
     */
    public record Reach(Threshold threshold, @Nullable LocalDate date) {}

    /**
     * Fits without a Spark session, because starting one takes longer than a small fit.
     *
     * @return empty if a session is needed: a metric asked for is a SQL expression, or only Spark can read the input
     * @throws UserException when the input or the question cannot be used, or the input is too large
     */
    public Optional<Answer> withoutSpark() {
        List<Metric> metrics =
                config.metrics().stream().filter(MetricSources::isQuantity).toList();
        boolean isExpressionUsed = Stream.of(
                        question.metric(), question.cohort().rankedBy())
                .filter(Objects::nonNull)
                .anyMatch(id -> !MetricSources.isQuantity(metric(id)));
        try {
            return isExpressionUsed
                    ? Optional.empty()
                    : MetricSources.ofQuantities(metrics)
                            .map(sources -> answer(SparkAccess.withoutSession(), metrics, sources));
        } catch (SparkAccess.NotStarted e) {
            return Optional.empty();
        }
    }

    /** Fits with a Spark session, with the same exceptions as {@link #withoutSpark}. */
    public Answer withSpark(SparkSession session) {
        return answer(SparkAccess.of(session), config.metrics(), MetricSources.of(session, config.metrics()));
    }

    private Answer answer(SparkAccess spark, List<Metric> metrics, MetricSources sources) {
        Metric metric = metric(question.metric());
        ReleaseReader.Result input = Ingested.reader(config).readRows(spark);
        // Rows are read when they are curated, so a large input is refused before.
        requireSmall(InputFiles.bytes(spark.hadoop(), input.files()));
        CuratedVintage curated =
                new VintageCurator(config.curation(), metrics, sources).curate(input.rows(), input.vintage());
        LoadedVintage vintage =
                new LoadedVintage(input.vintage(), new ReleaseConverter(metrics).converted(curated.releases()));
        SimilarNames similarNames = new SimilarNames(vintage.releases());
        requireKnownValues(similarNames);
        Segmentation segmentation = config.endedWhereUnderReported(
                new Segmentation(
                        config.segmentation().rules(),
                        metrics,
                        config.segmentation().eraScheme(),
                        List.of(trendAsked(metric, similarNames))),
                config.reporting().survey(vintage.releases(), vintage.date()),
                vintage.date());
        TrendSpecification trend = segmentation.trends().get(0);

        InMemorySegmenter.TrendSegment segment = new InMemorySegmenter(
                        segmentation.rules(), metrics, segmentation.eraScheme())
                .segmentTrend(vintage, trend);
        Trend fittedTrend = new TrendFitter(config.fitting()).fitLine(segment.populations(), trend);
        return new Answer(
                input.vintage(),
                fittedTrend,
                mostInfluential(fittedTrend, vintage),
                new LeftOut(
                        curated.rowsRead() - curated.rowsKept() + input.rowsWithoutVintage(),
                        segment.withoutValue(),
                        segment.outsideDates(),
                        segment.outsideCohort()),
                reaches(fittedTrend),
                input.warnings(),
                question.names() == Names.SIMILAR ? List.of() : similarNames.notes(question.cohort()));
    }

    private TrendSpecification trendAsked(Metric metric, SimilarNames similarNames) {
        boolean isBounded = question.from() != null || question.to() != null;
        Era era = isBounded ? new Era("asked", question.from(), question.to()) : Era.ALL_TIME;
        Cohort cohort =
                question.names() == Names.SIMILAR ? similarNames.extended(question.cohort()) : question.cohort();
        return new TrendSpecification(metric, cohort, era, GrowthModel.EXPONENTIAL);
    }

    private Metric metric(String id) {
        List<String> ids = config.metrics().stream().map(Metric::id).toList();
        return config.metrics().stream()
                .filter(metric -> metric.id().equals(id))
                .findFirst()
                .orElseThrow(() -> UserException.usage(
                        "metric '" + id + "' is none of " + String.join(", ", ids) + NearMiss.question(id, ids)));
    }

    private void requireSmall(long bytes) {
        long maxBytes = config.sizes().localBytes();
        if (bytes > maxBytes) {
            throw UserException.usage(String.format(
                    Locale.ROOT,
                    "input %s has %.0f MB in this vintage, more than the %d MB that fit processes in memory: add the cohort to"
                            + " trends in the settings and use run, or raise scale.spark-above-megabytes",
                    InputFiles.path(config.input()).toString(),
                    Math.ceil(bytes / (double) (1 << 20)),
                    maxBytes >> 20));
        }
    }

    /** Requires that each value in the cohort's conditions is a value of some release. */
    private void requireKnownValues(SimilarNames similarNames) {
        for (Cohort.Filter filter : question.cohort().filters()) {
            Set<String> knownValues = similarNames.knownValues(filter);
            filter.values().stream()
                    .filter(value -> !knownValues.contains(value))
                    .findFirst()
                    .ifPresent(value -> {
                        throw UserException.usage("cohort '" + filter.id() + "': no release has the "
                                + filter.attribute().id() + " '" + value + "'"
                                + suggestion(filter, value, knownValues));
                    });
        }
    }

    /**
     * Suggests what a condition with an unknown value may mean: {@code a!=b} for {@code a=!b}, else a known value of
     * similar spelling, else {@code a=b;c=d} for {@code a=b,c=d}. An empty text if none of the three applies.
     */
    private static String suggestion(Cohort.Filter filter, String value, Set<String> knownValues) {
        String filterText = filter.id();
        String meant = value.startsWith("!")
                ? filterText.replace("=" + value, "!=" + value.substring(1))
                : NearMiss.of(value, knownValues)
                        .map(name -> new Cohort.Filter(
                                        filter.attribute(),
                                        filter.test(),
                                        filter.values().stream()
                                                .map(asked -> asked.equals(value) ? name : asked)
                                                .toList())
                                .id())
                        .orElseGet(() -> filterText.replaceFirst(",(\\w+!?=)", ";$1"));
        return meant.equals(filterText) ? "" : "; did you mean --cohort " + quoted(meant) + "?";
    }

    /** Quotes a text for a shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static Optional<AnalysedRelease> mostInfluential(Trend trend, LoadedVintage vintage) {
        return Optional.ofNullable(trend.estimate())
                .map(estimate -> estimate.robustness().mostInfluential())
                .flatMap(most -> vintage.releases().stream()
                        .filter(release -> release.id().equals(most.releaseId()))
                        .findFirst());
    }

    private List<Reach> reaches(Trend trend) {
        Trend.Estimate estimate = trend.estimate();
        return estimate == null || estimate.line().slope() <= 0
                ? List.of()
                : config.projection().thresholds().getOrDefault(question.metric(), List.of()).stream()
                        .map(threshold -> new Reach(threshold, crossingDate(estimate.line(), threshold)))
                        .toList();
    }

    private @Nullable LocalDate crossingDate(LineFit line, Threshold threshold) {
        double time = line.meanTime() + (Math.log10(threshold.value()) - line.meanValue()) / line.slope();
        return config.timeScale().isInCalendar(time) ? config.timeScale().dateAt(time) : null;
    }
}
