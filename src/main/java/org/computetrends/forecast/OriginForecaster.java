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

/** Every method's forecasts of every target at one origin. Selection and fits use only releases before it. */
public final class OriginForecaster {
    private final ForecastSettings settings;
    private final LocalDate origin;
    private final @Nullable LocalDate coverageEnd;
    private final AnalysedReleases releases;
    private final Population frontier;
    private final OptionalDouble publishedRecord;
    private final Map<ForecastTarget, TargetForecaster> targets = new EnumMap<>(ForecastTarget.class);
    private final OriginPaths paths;

    /**
     * @param vintage the vintage that forecasts use
     * @param origin only releases before it are known
     * @param coverageEnd the end of the vintage's coverage of the metric; null if unknown, or if values come from a
     *     later vintage
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
        this.publishedRecord = outcomes.value(ForecastTarget.RECORD, origin);
        this.paths = new OriginPaths(settings, frontier, publishedRecord, origin);
        for (ForecastTarget target : ForecastTarget.values()) {
            targets.put(target, new TargetForecaster(history(target, outcomes), floor(target)));
        }
    }

    /**
     * A method's forecast of a target on a date.
     *
     * @param n the releases of the method's own cohort that it uses
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

    /** The certainty of the record known at the origin. */
    public enum KnownRecord {
        /** Final: no forecast is below it. For published forecasts. */
        FIRM,
        /** May be revised downward. For scoring forecasts on the values known at their origin. */
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

    /** The date of a kind of start; empty if the data have none. */
    public Optional<LocalDate> start(PathStart start) {
        return switch (start) {
            case VINTAGE_DAY -> Optional.of(origin);
            case KNOWN_TO -> Optional.ofNullable(coverageEnd);
            case LAST_VALUE -> frontier.size() == 0 ? Optional.empty() : Optional.of(frontier.lastDate());
        };
    }

    /** The largest value of a release published before the origin, in OOM; empty if there is none. */
    public OptionalDouble publishedRecord() {
        return publishedRecord;
    }

    /**
     * The forecasts, by method, then target, then date.
     *
     * @param dates increasing; a method skips dates before its start: that of its paths, or else the origin
     * @param record how certain the known record is
     */
    public List<TargetForecast> forecasts(List<LocalDate> dates, KnownRecord record) {
        List<TargetForecast> forecasts = new ArrayList<>();
        Map<OriginPaths.Key, List<TargetForecast>> simulated = new HashMap<>();
        for (ForecastMethod method : settings.methods()) {
            List<LocalDate> ahead =
                    dates.stream().filter(date -> !date.isBefore(start(method))).toList();
            if (method.shape().isSimulation()) {
                simulated
                        .computeIfAbsent(
                                OriginPaths.Key.of(method, start(method)), key -> bySimulation(method, ahead, record))
                        .forEach(forecast -> forecasts.add(forecast.withMethod(method)));
            } else {
                forecasts.addAll(byTrajectory(method, ahead, settings.targets()));
            }
        }
        return forecasts;
    }

    private List<TargetForecast> bySimulation(ForecastMethod method, List<LocalDate> dates, KnownRecord record) {
        LocalDate lastWindow =
                dates.get(dates.size() - 1).plusMonths(settings.paths().windowMonths());
        Optional<ReleasePaths> sampled = paths.pathsUntil(method, start(method), lastWindow);
        long n = releaseCount(method, start(method));
        List<TargetForecast> forecasts = new ArrayList<>();
        for (ForecastTarget target : settings.targets()) {
            double[][] values =
                    sampled.isEmpty() ? new double[0][] : paths.values(sampled.get(), target, dates, record);
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
        Population own = releasesOf(method, select(method.cohort()));
        List<TrajectoryFitter.WeightedTrajectory> trajectories = method.shape().trajectories(fitter, own);
        List<TargetForecast> forecasts = new ArrayList<>();
        for (ForecastTarget target : targetsForecast) {
            TargetForecaster forecaster = Objects.requireNonNull(targets.get(target));
            boolean isOwn = method.cohort().equals(target.cohort());
            for (LocalDate date : dates) {
                forecasts.add(new TargetForecast(
                        method, target, date, own.size(), forecaster.forecast(trajectories, isOwn, date)));
            }
        }
        return forecasts;
    }

    /**
     * A method's probability that the record before a date exceeds a value, by date and value; empty if the method
     * cannot forecast.
     *
     * @param dates increasing
     * @param log10Values values in OOM, increasing
     */
    public Optional<double[][]> exceedance(ForecastMethod method, List<LocalDate> dates, double[] log10Values) {
        if (method.shape().isSimulation()) {
            return paths.pathsUntil(method, start(method), dates.get(dates.size() - 1))
                    .map(sampled -> sampled.exceedance(dates, log10Values, Optional.empty()));
        }
        List<double[]> shares = new ArrayList<>();
        for (TargetForecast forecast : byTrajectory(method, dates, List.of(ForecastTarget.RECORD))) {
            forecast.distribution()
                    .map(record -> Arrays.stream(log10Values)
                            .map(value -> 1 - record.cumulative(value))
                            .toArray())
                    .ifPresent(shares::add);
        }
        return shares.size() == dates.size() ? Optional.of(shares.toArray(double[][]::new)) : Optional.empty();
    }

    /**
     * When the sample paths of a simulation first exceed values in OOM, by value; empty if there are too few releases.
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
        List<TargetForecaster.PastValue> past =
                Objects.requireNonNull(targets.get(target)).history();
        return past.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(past.get(0).log10Value());
    }

    /** The target's known values on the origin and on the dates whole steps before it, the latest first. */
    private List<TargetForecaster.PastValue> history(ForecastTarget target, Outcomes outcomes) {
        List<TargetForecaster.PastValue> past = new ArrayList<>();
        LocalDate from = origin.minusYears(settings.recentYears());
        LocalDate date = origin;
        for (int step = 1; !date.isBefore(from); step++) {
            if (outcomes.isKnown(target, date)) {
                OptionalDouble value = outcomes.value(target, date);
                if (value.isPresent()) {
                    past.add(new TargetForecaster.PastValue(date, value.getAsDouble()));
                }
            }
            date = origin.minusMonths((long) step * settings.stepMonths());
        }
        return past;
    }

    /** The least possible value of a target: for records, the known record. */
    private OptionalDouble floor(ForecastTarget target) {
        return switch (target) {
            case FRONTIER -> OptionalDouble.empty();
            case RECORD -> publishedRecord;
        };
    }

    private Population select(Cohort cohort) {
        return releases.select(settings.metric().id(), cohort, Era.ALL_TIME);
    }

    /** The releases of a cohort that a method uses. */
    private Population releasesOf(ForecastMethod method, Population cohort) {
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
