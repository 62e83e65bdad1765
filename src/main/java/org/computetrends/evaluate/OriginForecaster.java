package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.held.AnalysedReleases;
import org.computetrends.held.HeldVintage;
import org.computetrends.held.Population;
import org.computetrends.stats.PredictiveDistribution;

/** Every method's forecasts of every target at one origin: only releases before it are known, to selection as to fits. */
final class OriginForecaster {
    private final BacktestEvaluator.Settings settings;
    private final LocalDate origin;
    private final AnalysedReleases known;
    private final Map<ForecastTarget, TargetForecaster> targets = new EnumMap<>(ForecastTarget.class);

    /**
     * @param settings what is forecast, and how
     * @param vintage whose releases and values forecasts rest on
     * @param origin only releases before it are known
     */
    OriginForecaster(BacktestEvaluator.Settings settings, HeldVintage vintage, LocalDate origin) {
        this.settings = settings;
        this.origin = origin;
        this.known = vintage.selector()
                .analysed(settings.selection()
                        .withRules(settings.selection().rules().withTo(origin)));
        Outcomes outcomes = new Outcomes(
                select(ForecastTarget.FRONTIER.cohort()),
                select(ForecastTarget.RECORD.cohort()),
                settings.windowMonths(),
                origin);
        for (ForecastTarget target : settings.targets()) {
            targets.put(target, new TargetForecaster(history(target, outcomes), floor(target, outcomes)));
        }
    }

    /**
     * A method's forecast of a target on a date.
     *
     * @param n releases of the method's own cohort that it rests on
     * @param distribution empty where these are too few
     */
    record Made(
            ForecastMethod method,
            ForecastTarget target,
            LocalDate date,
            long n,
            Optional<PredictiveDistribution> distribution) {}

    /** The forecasts, by method, then target, then date. */
    List<Made> forecasts(List<LocalDate> dates) {
        CourseFitter fitter = new CourseFitter(
                settings.selection().rules().timeScale(), settings.fitFrom(), settings.everyMonths(), settings.trim());
        List<Made> made = new ArrayList<>();
        for (ForecastMethod method : settings.methods()) {
            Population own = lookedAt(method, select(method.cohort()));
            List<CourseFitter.Weighted> courses = fitter.fit(method.shape(), own, origin);
            for (ForecastTarget target : settings.targets()) {
                TargetForecaster forecaster = Objects.requireNonNull(targets.get(target));
                boolean isOwn = method.cohort().equals(target.cohort());
                for (LocalDate date : dates) {
                    made.add(new Made(method, target, date, own.size(), forecaster.forecast(courses, isOwn, date)));
                }
            }
        }
        return made;
    }

    /** The last value of a target that is known; empty where none is. */
    OptionalDouble last(ForecastTarget target) {
        List<TargetForecaster.Known> known =
                Objects.requireNonNull(targets.get(target)).known();
        return known.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(known.get(0).value());
    }

    /** The target's values on the dates whole steps before the origin, as far as they are known, the last first. */
    private List<TargetForecaster.Known> history(ForecastTarget target, Outcomes outcomes) {
        List<TargetForecaster.Known> known = new ArrayList<>();
        LocalDate from = origin.minusYears(settings.recentYears());
        LocalDate date = origin;
        for (int step = 1; !date.isBefore(from); step++) {
            if (outcomes.isKnown(target, date)) {
                OptionalDouble value = outcomes.value(target, date);
                if (value.isPresent()) {
                    known.add(new TargetForecaster.Known(date, value.getAsDouble()));
                }
            }
            date = origin.minusMonths((long) step * settings.everyMonths());
        }
        return known;
    }

    /** Nothing smaller than a record is one. */
    private OptionalDouble floor(ForecastTarget target, Outcomes outcomes) {
        return switch (target) {
            case FRONTIER -> OptionalDouble.empty();
            case RECORD -> outcomes.value(target, origin);
        };
    }

    private Population select(Cohort cohort) {
        return known.select(settings.metric().id(), cohort, Era.ALL_TIME);
    }

    /** The releases of a cohort that a method looks at: a walk, which starts from those before its era, at all. */
    private Population lookedAt(ForecastMethod method, Population cohort) {
        return switch (method.shape()) {
            case RANDOM_WALK, LAST_VALUE -> cohort;
            case LINE, BEST_PIECEWISE, BIC_ENSEMBLE -> {
                LocalDate from = settings.fitFrom();
                if (method.years() != null) {
                    LocalDate recent = origin.minusYears(method.years());
                    from = from == null || recent.isAfter(from) ? recent : from;
                }
                yield cohort.between(from, origin);
            }
        };
    }
}
