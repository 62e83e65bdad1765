package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.PathStart;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Population;
import org.computetrends.stats.PredictiveDistribution;
import org.computetrends.stats.SampledPrediction;
import org.jspecify.annotations.Nullable;

/** Makes every method's forecasts of every target at one origin, from the releases before the origin only. */
public final class OriginForecaster {
    private final ForecastSettings settings;
    private final LocalDate origin;
    private final @Nullable LocalDate coverageEnd;
    private final AnalysedReleases releases;
    private final Population frontier;
    private final OptionalDouble knownRecord;
    private final Map<ForecastTarget, TargetForecaster> targets = new EnumMap<>(ForecastTarget.class);
    private final OriginPaths paths;

    /**
     * @param origin only releases before this day are known
     * @param coverageEnd the end of the metric's coverage; null if unknown, and in hindsight
     */
    public OriginForecaster(
            ForecastSettings settings, LoadedVintage vintage, LocalDate origin, @Nullable LocalDate coverageEnd) {
        this.settings = settings;
        this.origin = origin;
        this.coverageEnd = coverageEnd;
        this.releases = vintage.selector()
                .analysed(settings.selection()
                        .withRules(settings.selection().rules().with(draft -> draft.to = origin)));
        this.frontier = select(ForecastTarget.FRONTIER.cohort());
        Outcomes outcomes = new Outcomes(
                frontier,
                select(ForecastTarget.RECORD.cohort()),
                settings.paths().windowMonths(),
                origin);
        this.knownRecord = outcomes.value(ForecastTarget.RECORD, origin);
        this.paths = new OriginPaths(settings, frontier, knownRecord, origin);
        for (ForecastTarget target : ForecastTarget.values()) {
            targets.put(target, new TargetForecaster(history(target, outcomes), floor(target)));
        }
    }

    /**
     * A method's forecast of a target on a date.
     *
     * @param n the number of releases that the method uses, of its own cohort
     * @param distribution empty if the releases are too few
     */
    public record TargetForecast(
            ForecastMethod method,
            ForecastTarget target,
            LocalDate date,
            long n,
            Optional<PredictiveDistribution> distribution) {

        private TargetForecast withMethod(ForecastMethod equivalent) {
            return new TargetForecast(equivalent, target, date, n, distribution);
        }
    }

    /** How certain the record known at the origin is. */
    public enum RecordCertainty {
        /** Final: no forecast is below it. Used for published forecasts and in hindsight. */
        FIRM,
        /** May be revised downward later. Used for real-time forecasts, which are scored. */
        SOFT
    }

    /** The id of the default method at this origin. */
    public String defaultMethod() {
        return settings.defaultAt(origin, coverageEnd);
    }

    /** The start of a method's paths; the origin for a method without paths. */
    public LocalDate start(ForecastMethod method) {
        return settings.start(method, origin, coverageEnd);
    }

    /** The date of a kind of path start; empty if unknown. */
    public Optional<LocalDate> start(PathStart start) {
        return switch (start) {
            case VINTAGE_DAY -> Optional.of(origin);
            case KNOWN_TO -> Optional.ofNullable(coverageEnd);
            case LAST_VALUE -> frontier.size() == 0 ? Optional.empty() : Optional.of(frontier.lastDate());
        };
    }

    /** The largest value of a release published before the origin, in OOM; empty if there is none. */
    public OptionalDouble knownRecord() {
        return knownRecord;
    }

    /**
     * The forecasts, by method, then target, then date.
     *
     * @param dates increasing, the last at or after the origin; a method skips dates before its
     *     {@link #start(ForecastMethod)}
     */
    public List<TargetForecast> forecasts(List<LocalDate> dates, RecordCertainty certainty) {
        List<TargetForecast> forecasts = new ArrayList<>();
        Map<OriginPaths.Key, List<TargetForecast>> byPaths = new HashMap<>();
        for (ForecastMethod method : settings.methods()) {
            LocalDate start = start(method);
            List<LocalDate> ahead =
                    dates.stream().filter(date -> !date.isBefore(start)).toList();
            if (method.shape().isSimulation()) {
                byPaths.computeIfAbsent(
                                OriginPaths.Key.of(method, start), key -> bySimulation(method, ahead, certainty))
                        .forEach(forecast -> forecasts.add(forecast.withMethod(method)));
            } else {
                forecasts.addAll(byTrajectory(method, ahead, settings.targets()));
            }
        }
        return forecasts;
    }

    private List<TargetForecast> bySimulation(ForecastMethod method, List<LocalDate> dates, RecordCertainty certainty) {
        LocalDate lastWindowEnd =
                dates.get(dates.size() - 1).plusMonths(settings.paths().windowMonths());
        Optional<ReleasePaths> sampled = paths.pathsUntil(method, start(method), lastWindowEnd);
        long n = releaseCount(method, start(method));
        List<TargetForecast> forecasts = new ArrayList<>();
        for (ForecastTarget target : settings.targets()) {
            double[][] values =
                    sampled.isEmpty() ? new double[0][] : paths.values(sampled.get(), target, dates, certainty);
            for (int d = 0; d < dates.size(); d++) {
                forecasts.add(new TargetForecast(
                        method,
                        target,
                        dates.get(d),
                        n,
                        sampled.isEmpty() ? Optional.empty() : Optional.of(new SampledPrediction(values[d]))));
            }
        }
        return forecasts;
    }

    private List<TargetForecast> byTrajectory(
            ForecastMethod method, List<LocalDate> dates, List<ForecastTarget> targetsForecast) {
        TrajectoryFitter fitter = new TrajectoryFitter(
                settings.timeScale(), settings.fitFrom(), origin, settings.stepMonths(), settings.trim());
        Population fitReleases = fitReleases(method);
        List<TrajectoryFitter.WeightedTrajectory> trajectories = method.shape().trajectories(fitter, fitReleases);
        List<TargetForecast> forecasts = new ArrayList<>();
        for (ForecastTarget target : targetsForecast) {
            TargetForecaster forecaster = targetForecaster(target);
            boolean isOfTarget = method.cohort().equals(target.cohort());
            for (LocalDate date : dates) {
                forecasts.add(new TargetForecast(
                        method, target, date, fitReleases.size(), forecaster.forecast(trajectories, isOfTarget, date)));
            }
        }
        return forecasts;
    }

    private TargetForecaster targetForecaster(ForecastTarget target) {
        return Objects.requireNonNull(targets.get(target));
    }

    /**
     * A method's probability that the record before a date is at or above a value, by date and value; empty if there
     * are too few releases.
     *
     * @param dates increasing, at least one
     * @param log10Values values in OOM, increasing
     */
    public Optional<double[][]> exceedance(ForecastMethod method, List<LocalDate> dates, double[] log10Values) {
        if (method.shape().isSimulation()) {
            return paths.pathsUntil(method, start(method), dates.get(dates.size() - 1))
                    .map(sampled -> sampled.exceedance(dates, log10Values, Optional.empty()));
        }
        double known = knownRecord.orElse(Double.NEGATIVE_INFINITY);
        double[][] shares = byTrajectory(method, dates, List.of(ForecastTarget.RECORD)).stream()
                .flatMap(forecast -> forecast.distribution().stream())
                .map(record -> Arrays.stream(log10Values)
                        .map(value -> value <= known ? 1 : 1 - record.cumulative(value))
                        .toArray())
                .toArray(double[][]::new);
        return shares.length == dates.size() ? Optional.of(shares) : Optional.empty();
    }

    /**
     * When the sample paths of a simulation first reach values in OOM, by value; empty if there are too few releases.
     *
     * @param start the start of paths
     * @param until a date after the start to which releases are drawn
     */
    public Optional<List<FirstPassages>> passages(
            ForecastMethod method, LocalDate start, double[] log10Values, LocalDate until) {
        return paths.pathsUntil(method, start, until)
                .map(sampled -> Arrays.stream(log10Values)
                        .mapToObj(value -> FirstPassages.ofUnordered(sampled.passages(value), settings.timeScale()))
                        .toList());
    }

    /** The number of releases in the fitted line of a simulation that starts on a date. */
    public long releaseCount(ForecastMethod method, LocalDate start) {
        return paths.releaseCount(method, start);
    }

    /** Log10 of the last value in a target's history; empty if the recent years have none. */
    public OptionalDouble lastLog10Value(ForecastTarget target) {
        // The history begins with the latest value.
        return targetForecaster(target).history().stream()
                .mapToDouble(TargetForecaster.PastValue::log10Value)
                .findFirst();
    }

    /** The target's known values in recent years, the latest first: on the origin and on dates whole steps before. */
    private List<TargetForecaster.PastValue> history(ForecastTarget target, Outcomes outcomes) {
        List<TargetForecaster.PastValue> past = new ArrayList<>();
        LocalDate from = origin.minusYears(settings.recentYears());
        LocalDate date = origin;
        for (int step = 1; !date.isBefore(from); step++) {
            OptionalDouble value =
                    outcomes.isKnown(target, date) ? outcomes.value(target, date) : OptionalDouble.empty();
            if (value.isPresent()) {
                past.add(new TargetForecaster.PastValue(date, value.getAsDouble()));
            }
            date = origin.minusMonths((long) step * settings.stepMonths());
        }
        return past;
    }

    /** The least possible value of a target: the known record for records; empty for the frontier. */
    private OptionalDouble floor(ForecastTarget target) {
        return switch (target) {
            case FRONTIER -> OptionalDouble.empty();
            case RECORD -> knownRecord;
        };
    }

    private Population select(Cohort cohort) {
        return releases.select(settings.metric().id(), cohort, Era.ALL_TIME);
    }

    /** The releases that a method's trajectories are fitted to. */
    private Population fitReleases(ForecastMethod method) {
        Population cohort = select(method.cohort());
        if (method.shape().span() == ForecastMethod.Span.ALL_TIME) {
            return cohort;
        }
        LocalDate from = settings.fitFrom();
        if (method.years() != null) {
            LocalDate recent = origin.minusYears(method.years());
            from = from == null || recent.isAfter(from) ? recent : from;
        }
        return cohort.between(from, origin);
    }
}
