package org.computetrends.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Metric;
import org.computetrends.evaluate.BacktestEvaluator;
import org.computetrends.evaluate.ForecastMethod;
import org.computetrends.evaluate.IntervalCalibrator;
import org.computetrends.held.Selection;
import org.computetrends.project.TrendProjector;
import org.jspecify.annotations.Nullable;

/** Reads which forecasts are backtested. */
final class BacktestReader {
    private static final int MOST_MONTHS = 1200;
    private static final int MOST_YEARS = 100;

    private final SettingsReader section;
    private final Vocabulary vocabulary;

    BacktestReader(SettingsReader root, Vocabulary vocabulary) {
        this.section = root.section("backtest");
        this.vocabulary = vocabulary;
    }

    /**
     * Reads the section.
     *
     * @param selection the run's selection
     * @param projection how far forecasts made now reach, and whose crossing they date
     * @param releasesLimit releases that are held at most
     */
    BacktestEvaluator.Settings backtest(Selection selection, TrendProjector.Settings projection, long releasesLimit) {
        Metric metric = vocabulary.metric(section, "metric");
        int windowMonths = (int) section.integer("window-months", 1, MOST_MONTHS);
        List<Integer> horizons = horizons(windowMonths);
        int decisive = (int) section.integer("decisive-horizon-years", 1, MOST_YEARS);
        if (!horizons.contains(decisive)) {
            section.fault("decisive-horizon-years", Integer.toString(decisive), "must be one of horizons-years");
        }
        return new BacktestEvaluator.Settings(
                selection,
                metric,
                methods(),
                targets(),
                section.optionalDate("fit-from"),
                section.date("from"),
                (int) section.integer("every-months", 1, MOST_MONTHS),
                horizons,
                windowMonths,
                (int) section.integer("recent-years", 1, MOST_YEARS),
                section.number("trim", 0.01, 0.3),
                new IntervalCalibrator((int) section.integer("fewest-outcomes", 1, 1_000_000)),
                decisive,
                projection.until(),
                projection.thresholds().getOrDefault(metric.id(), List.of()),
                releasesLimit);
    }

    private List<Integer> horizons(int windowMonths) {
        List<Integer> horizons = new ArrayList<>();
        for (double years : section.numbers("horizons-years")) {
            // A shorter horizon would be forecast by releases that are known.
            if (years != Math.rint(years) || years < 1 || years > MOST_YEARS || 12 * years < windowMonths) {
                section.fault(
                        "horizons-years",
                        Double.toString(years),
                        "must be whole years from 1 to " + MOST_YEARS + ", and no fewer than window-months");
            } else if (horizons.contains((int) years)) {
                section.fault("horizons-years", Integer.toString((int) years), "is a horizon already");
            } else {
                horizons.add((int) years);
            }
        }
        return horizons;
    }

    private List<ForecastTarget> targets() {
        return section.choices("targets", ForecastTarget.class).stream()
                .sorted()
                .toList();
    }

    private List<ForecastMethod> methods() {
        List<ForecastMethod> methods = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SettingsReader item : section.items("methods")) {
            String id = item.filledText("id");
            if (!ids.add(id)) {
                item.fault("id", id, "is a method already");
            }
            methods.add(new ForecastMethod(
                    id, cohort(item), item.choice("shape", ForecastMethod.Shape.class), years(item)));
        }
        return methods;
    }

    private Cohort cohort(SettingsReader item) {
        Cohort cohort = vocabulary.cohort(item, "cohort", item.text("cohort"));
        if (cohort.rankedBy() != null || !cohort.filters().isEmpty()) {
            item.fault("cohort", cohort.id(), "must be a cohort without conditions");
        }
        return cohort;
    }

    private static @Nullable Integer years(SettingsReader item) {
        Double years = item.optionalNumber("years", 1, MOST_YEARS);
        if (years == null) {
            return null;
        }
        if (years != Math.rint(years)) {
            item.fault("years", years.toString(), "must be whole years");
        }
        return years.intValue();
    }
}
