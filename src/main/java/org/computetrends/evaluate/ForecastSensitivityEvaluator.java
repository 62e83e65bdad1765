package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Selection;
import org.computetrends.stats.ParallelTasks;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates how the expected dates of reaching thresholds depend on choices. The run's settings are used on every
 * vintage, with paths from each {@link PathStart}. On the analysed vintage, one setting at a time is also changed, with
 * paths from the start of the default forecast.
 */
public record ForecastSensitivityEvaluator(ForecastSettings baseline, Settings settings) {

    /**
     * The alternatives.
     *
     * @param thresholds in the metric's unit
     * @param before the dates before which a threshold is to be reached, increasing; paths end on the last
     * @param paths the number of paths sampled from each start
     * @param selections the alternatives of each setting of populations
     * @param process the alternatives of settings of the release process
     */
    public record Settings(
            List<Double> thresholds,
            List<LocalDate> before,
            int paths,
            List<List<Alternative>> selections,
            List<ForecastAlternative> process) {
        /** The last day of paths. */
        private LocalDate until() {
            return before.get(before.size() - 1);
        }

        private boolean isEmpty() {
            return thresholds.isEmpty() || before.isEmpty();
        }
    }

    /** The run's settings ({@code baseline}), or a variant with one setting changed to a value. */
    private record VariedSettings(
            String variant, String setting, @Nullable String value, ForecastSettings settings) {
        boolean isBaseline() {
            return setting.equals(VariedTrend.BASELINE);
        }
    }

    /** The inputs of a forecast: a vintage, the end of its coverage, and the settings. */
    private record Task(LoadedVintage vintage, @Nullable LocalDate coverageEnd, VariedSettings varied) {}

    /** The variants on the newest vintage, the baseline first; then the baseline on older ones, in order of date. */
    List<ForecastSensitivity> evaluate(LoadedVintage newest, List<LoadedVintage> older, Coverage coverage) {
        if (settings.isEmpty()) {
            return List.of();
        }
        List<Task> tasks = new ArrayList<>();
        List<VariedSettings> variants = variants();
        variants.stream()
                .filter(varied -> canForecast(newest, varied.settings()))
                .forEach(varied -> tasks.add(task(newest, coverage, varied)));
        older.forEach(vintage -> tasks.add(task(vintage, coverage, variants.get(0))));
        // The second argument is the size of a task: the baseline has paths from several starts, and takes longer.
        return ParallelTasks.map(tasks.size(), i -> tasks.get(i).varied().isBaseline() ? 1 : 0, i -> rows(tasks.get(i)))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The selections applied to the analysed vintage. */
    Set<Selection> selections() {
        return settings.isEmpty()
                ? Set.of(baseline.selection())
                : variants().stream()
                        .map(varied -> varied.settings().selection())
                        .collect(Collectors.toSet());
    }

    private static boolean canForecast(LoadedVintage vintage, ForecastSettings forecasting) {
        return forecasting.requests(forecasting.selection()).stream().allMatch(vintage::has);
    }

    private Task task(LoadedVintage vintage, Coverage coverage, VariedSettings varied) {
        return new Task(vintage, coverage.end(vintage.date(), baseline.metric().id()), varied);
    }

    private List<VariedSettings> variants() {
        ForecastSettings run = baseline.withPathCount(settings.paths());
        // Paths are fitted to the frontier of all time. Settings that cannot change it give no variant.
        VariantList selections = new VariantList(Cohort.frontier(), new Variant(Era.ALL_TIME, baseline.selection()));
        settings.selections().forEach(setting -> selections.addCombinations(List.of(setting)));
        List<VariedSettings> variants = new ArrayList<>();
        for (VariantList.NamedVariant named : selections.variants()) {
            ForecastSettings changed = run.withSelection(named.variant().selection());
            variants.add(new VariedSettings(named.id(), named.setting(), named.value(), changed));
        }
        Set<ForecastSettings> seen = new HashSet<>(List.of(run));
        for (ForecastAlternative alternative : settings.process()) {
            ForecastSettings changed = alternative.change().apply(run);
            if (seen.add(changed)) {
                String variant = alternative.setting() + "=" + alternative.value();
                variants.add(new VariedSettings(variant, alternative.setting(), alternative.value(), changed));
            }
        }
        return variants;
    }

    private List<ForecastSensitivity> rows(Task task) {
        ForecastSettings forecasting = task.varied().settings();
        LocalDate origin =
                forecasting.selection().rules().lastKnown(task.vintage().date());
        OriginForecaster forecaster = new OriginForecaster(forecasting, task.vintage(), origin, task.coverageEnd());
        // The default method, or the first one with paths.
        ForecastMethod method = forecasting.simulationAt(origin, task.coverageEnd());
        PathStart defaultStart = forecaster.start(method).equals(origin) ? PathStart.VINTAGE_DAY : PathStart.KNOWN_TO;
        Map<LocalDate, PathsFromDay> pathsByDay = new HashMap<>();
        List<ForecastSensitivity> rows = new ArrayList<>();
        for (PathStart start : starts(forecaster, defaultStart, task.varied().isBaseline())) {
            LocalDate date = forecaster.start(start).orElseThrow();
            PathsFromDay paths = pathsByDay.computeIfAbsent(date, day -> pathsFrom(forecaster, method, day));
            for (int k = 0; k < settings.thresholds().size(); k++) {
                for (LocalDate before : settings.before()) {
                    rows.add(row(task, method, start, start == defaultStart, paths, k, before));
                }
            }
        }
        return rows;
    }

    /** The default start, and for the baseline the other ones too, if they are known and before the end of paths. */
    private List<PathStart> starts(OriginForecaster forecaster, PathStart defaultStart, boolean isBaseline) {
        return Arrays.stream(PathStart.values())
                .filter(start -> start == defaultStart || isBaseline)
                .filter(start -> forecaster
                        .start(start)
                        .filter(settings.until()::isAfter)
                        .isPresent())
                .toList();
    }

    /** Samples the paths from a day. */
    private PathsFromDay pathsFrom(OriginForecaster forecaster, ForecastMethod method, LocalDate start) {
        double[] log10Thresholds =
                settings.thresholds().stream().mapToDouble(StrictMath::log10).toArray();
        return new PathsFromDay(
                start,
                forecaster.knownRecord().orElse(Double.NEGATIVE_INFINITY),
                forecaster.releaseCount(method, start),
                forecaster
                        .passages(method, start, log10Thresholds, settings.until())
                        .orElse(List.of()));
    }

    /**
     * Paths from one day.
     *
     * @param log10Record log10 of the known record at the origin
     * @param n releases in the fitted line
     * @param passages by threshold: when paths reach it; empty if there are too few releases
     */
    private record PathsFromDay(LocalDate start, double log10Record, long n, List<FirstPassages> passages) {}

    /** Whether and when the paths from one start reach the k-th threshold before a date. */
    private ForecastSensitivity row(
            Task task,
            ForecastMethod method,
            PathStart start,
            boolean isDefault,
            PathsFromDay paths,
            int k,
            LocalDate before) {
        double threshold = settings.thresholds().get(k);
        boolean isObserved = StrictMath.log10(threshold) <= paths.log10Record();
        FirstPassages passages =
                paths.passages().isEmpty() ? null : paths.passages().get(k);
        String metric = baseline.metric().id();
        LocalDate vintage = task.vintage().date();
        Odds.Key question =
                new Odds.Key(metric, Odds.Event.PUBLISHED, Scenario.CONTINUE, method.id(), vintage, threshold, before);
        Double probability = passages == null ? null : Double.valueOf(passages.shareBefore(before));
        Odds odds = Odds.ofPaths(
                question, isDefault, isObserved, probability, settings.paths(), paths.start(), task.coverageEnd());
        LocalDate median =
                isObserved || passages == null ? null : passages.median().orElse(null);
        VariedSettings varied = task.varied();
        return new ForecastSensitivity(
                odds, start, varied.variant(), varied.setting(), varied.value(), paths.n(), median);
    }
}
