package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Era;
import org.computetrends.domain.ForecastSensitivity;
import org.computetrends.domain.Odds;
import org.computetrends.domain.PathStart;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.VariedTrend;
import org.computetrends.forecast.FirstPassages;
import org.computetrends.forecast.ForecastMethod;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.OriginForecaster;
import org.computetrends.held.HeldVintage;
import org.computetrends.stats.LargestFirst;
import org.jspecify.annotations.Nullable;

/**
 * Says how the dates of thresholds depend on what is chosen: one setting at a time on the vintage analysed, with paths that
 * start where its default forecast does, and the run's settings on every vintage, with paths from three starts.
 *
 * @param baseline the run's settings
 * @param settings what is varied
 * @param until the last date to which releases are drawn
 */
public record ForecastSensitivityEvaluator(ForecastSettings baseline, Settings settings, LocalDate until) {

    /**
     * What is varied.
     *
     * @param thresholds the values to be exceeded, in the metric's unit
     * @param before the dates before which it has to happen
     * @param paths how many are drawn for each row
     * @param selections the alternatives of each setting of populations
     * @param process the alternatives of settings of the process
     */
    public record Settings(
            List<Double> thresholds,
            List<LocalDate> before,
            int paths,
            List<List<Alternative>> selections,
            List<ForecastAlternative> process) {

        public Settings {
            thresholds = List.copyOf(thresholds);
            before = List.copyOf(before);
            selections = List.copyOf(selections);
            process = List.copyOf(process);
        }
    }

    /** Settings by name. */
    private record Varied(String variant, String setting, @Nullable String value, ForecastSettings settings) {
        boolean isBaseline() {
            return setting.equals(VariedTrend.BASELINE);
        }
    }

    /** What is forecast with. */
    private record Task(HeldVintage vintage, @Nullable LocalDate knownTo, Varied varied) {}

    /**
     * Evaluates.
     *
     * @param newest the vintage analysed
     * @param older those before it
     * @param coverage where the vintages' coverage ends
     * @return settings on the vintage analysed, the baseline first, then other vintages in order of date
     */
    List<ForecastSensitivity> evaluate(HeldVintage newest, List<HeldVintage> older, Coverage coverage) {
        List<Task> tasks = new ArrayList<>();
        List<Varied> variants = variants();
        variants.forEach(varied -> tasks.add(task(newest, coverage, varied)));
        older.forEach(vintage -> tasks.add(task(vintage, coverage, variants.get(0))));
        return LargestFirst.map(tasks.size(), k -> tasks.get(k).varied().isBaseline() ? 1 : 0, k -> rows(tasks.get(k)))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private Task task(HeldVintage vintage, Coverage coverage, Varied varied) {
        return new Task(vintage, coverage.end(vintage.date(), baseline.metric().id()), varied);
    }

    private List<Varied> variants() {
        ForecastSettings usual = baseline.withPaths(settings.paths());
        VariantList selections =
                new VariantList(Cohort.frontier(), new Variant(Era.ALL_TIME, baseline.selection()));
        settings.selections().forEach(setting -> selections.addCombinations(List.of(setting)));
        List<Varied> variants = new ArrayList<>();
        for (VariantList.Named named : selections.variants()) {
            variants.add(new Varied(
                    named.id(),
                    named.setting(),
                    named.value(),
                    usual.withSelection(named.variant().selection())));
        }
        Set<ForecastSettings> seen = new HashSet<>(List.of(usual));
        for (ForecastAlternative alternative : settings.process()) {
            ForecastSettings changed = alternative.change().apply(usual);
            if (seen.add(changed)) {
                String variant = alternative.setting() + "=" + alternative.value();
                variants.add(new Varied(variant, alternative.setting(), alternative.value(), changed));
            }
        }
        return variants;
    }

    private List<ForecastSensitivity> rows(Task task) {
        ForecastSettings forecasting = task.varied().settings();
        LocalDate origin = forecasting.selection().rules().lastKnown(task.vintage().date());
        OriginForecaster forecaster = new OriginForecaster(forecasting, task.vintage(), origin, task.knownTo());
        ForecastMethod method = forecasting.simulationAt(origin, task.knownTo());
        PathStart usual = forecaster.start(method).equals(origin) ? PathStart.VINTAGE_DAY : PathStart.KNOWN_TO;
        List<ForecastSensitivity> rows = new ArrayList<>();
        for (PathStart start : PathStart.values()) {
            Optional<LocalDate> date = forecaster.start(start);
            if ((start == usual || task.varied().isBaseline())
                    && date.isPresent()
                    && date.get().isBefore(until)) {
                rows.addAll(new Start(task, start, date.get(), start == usual).rows(forecaster, method));
            }
        }
        return rows;
    }

    /** Paths of a task from one day. */
    private final class Start {
        private final Task task;
        private final PathStart start;
        private final LocalDate date;
        private final boolean isUsual;

        Start(Task task, PathStart start, LocalDate date, boolean isUsual) {
            this.task = task;
            this.start = start;
            this.date = date;
            this.isUsual = isUsual;
        }

        List<ForecastSensitivity> rows(OriginForecaster forecaster, ForecastMethod method) {
            double record = forecaster.publishedRecord().orElse(Double.NEGATIVE_INFINITY);
            double[] log10 = settings.thresholds().stream()
                    .mapToDouble(StrictMath::log10)
                    .toArray();
            Optional<List<FirstPassages>> passages = forecaster.passages(method, date, log10, until);
            long n = forecaster.releases(method, date);
            List<ForecastSensitivity> rows = new ArrayList<>();
            for (int k = 0; k < log10.length; k++) {
                int threshold = k;
                FirstPassages when =
                        passages.map(each -> each.get(threshold)).orElse(null);
                for (LocalDate before : settings.before()) {
                    Odds.Key question = new Odds.Key(
                            baseline.metric().id(),
                            Odds.Event.PUBLISHED,
                            Scenario.CONTINUE,
                            method.id(),
                            task.vintage().date(),
                            settings.thresholds().get(k),
                            before);
                    rows.add(row(question, log10[k] <= record, n, when));
                }
            }
            return rows;
        }

        private ForecastSensitivity row(
                Odds.Key question, boolean isObserved, long n, @Nullable FirstPassages passages) {
            Double share = passages == null ? null : (Double) passages.shareBefore(question.before());
            Varied varied = task.varied();
            return new ForecastSensitivity(
                    Odds.of(question, isUsual, isObserved, share, settings.paths(), date, task.knownTo()),
                    start,
                    varied.variant(),
                    varied.setting(),
                    varied.value(),
                    n,
                    isObserved || passages == null ? null : passages.median().orElse(null));
        }
    }
}
