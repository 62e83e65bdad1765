package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.domain.Era;
import org.computetrends.domain.Nowcast;
import org.computetrends.domain.NowcastFit;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Selection;
import org.computetrends.stats.ClusteredRegression.PredictionErrors;
import org.computetrends.stats.StudentPrediction;

/**
 * Estimates the training compute of releases that were published without it, from their known features, and scores such
 * estimates.
 *
 * <p>An estimate comes from a regression over the releases of the same era whose compute and features are known. It
 * uses all known features of the release if at least {@value NowcastFit#FEWEST_RELEASES} releases have them. Otherwise
 * it uses the largest subset of features that so many releases have; among subsets of one size, the subset that best
 * predicts organizations that were left out. A domain is a column of the regression if at least ten releases are in it
 * and ten are not. The rarest domains lose their column until the regression can be fitted. A release in the benchmark
 * index has a second estimate that uses the index, which is later information.
 *
 * <p>This assumes that compute is missing at random among releases with the same known features. Closed frontier
 * systems break the assumption: they are the largest of their day, and publish neither compute nor the features to
 * estimate it from. So their estimates are too low.
 *
 * @param selection the run's rules, which select and rank releases
 */
public record Nowcaster(Settings settings, Selection selection) {

    /**
     * The features and eras of the regressions.
     *
     * @param compute the metric of training compute, in FLOP
     * @param metrics the metrics that are features, besides date and domain
     * @param eras the spans with separate regressions
     * @param imputed names of releases whose compute was itself imputed from benchmarks: excluded from regressions on
     *     the benchmark index
     */
    public record Settings(String compute, List<String> metrics, List<Era> eras, List<String> imputed) {}

    /**
     * The estimates and their scores.
     *
     * @param nowcasts by date of the release
     * @param scores by era and set of features
     * @param matched the number of names in the benchmark index that are releases of the vintage
     * @param unmatched the number of the other names in the index
     */
    public record Result(List<Nowcast> nowcasts, List<NowcastFit.Score> scores, int matched, int unmatched) {
        public static final Result NONE = new Result(List.of(), List.of(), 0, 0);
    }

    /**
     * Estimates the compute of the analysed vintage's releases whose compute is unknown.
     *
     * @param earlier the vintages before the analysed one, matched with it, in order of date
     * @param index the benchmark index of releases, by their name in its source; may be empty
     */
    public Result nowcast(LoadedVintage analysed, List<MatchedVintage> earlier, Map<String, Double> index) {
        Map<FoldedName, Double> indexByName = new HashMap<>();
        // Names of the index may fold to one name: its largest number counts, as in the reader of the file.
        index.forEach((name, value) -> indexByName.merge(FoldedName.of(name), value, Math::max));
        NowcastFits fits = new NowcastFits(this, analysed, indexByName);
        Map<List<String>, PastErrors> pastErrors = pastErrors(analysed, earlier);
        Set<FoldedName> matchedNames = analysed.releases().stream()
                .map(release -> FoldedName.of(release.name()))
                .filter(indexByName::containsKey)
                .collect(Collectors.toSet());
        return new Result(
                fits.nowcasts(id -> true),
                fits.scores(fit ->
                        pastErrors.getOrDefault(fitKey(fit), new PastErrors()).score()),
                matchedNames.size(),
                indexByName.size() - matchedNames.size());
    }

    private static List<String> fitKey(NowcastFit fit) {
        return List.of(fit.era(), fit.features());
    }

    /** The actual values minus the estimates, in OOM, and the number of actual values in the 80% intervals. */
    private static final class PastErrors {
        private final List<Double> errors = new ArrayList<>();
        private int insideCount;

        void add(Nowcast nowcast, double actualLog10) {
            StudentPrediction estimate = nowcast.log10Flop();
            if (estimate != null) {
                errors.add(actualLog10 - estimate.location());
                insideCount += estimate.centralInterval(0.8).contains(actualLog10) ? 1 : 0;
            }
        }

        PredictionErrors score() {
            return PredictionErrors.of(
                    errors.stream().mapToDouble(error -> error).toArray(), insideCount);
        }
    }

    /**
     * The errors of estimates on earlier vintages, by {@link #fitKey}. A release with compute in the analysed vintage
     * is estimated on the last vintage that listed it without compute. The benchmark index is not used.
     */
    private Map<List<String>, PastErrors> pastErrors(LoadedVintage analysed, List<MatchedVintage> earlier) {
        // By vintage, then by id in that vintage: the actual log10 value.
        Map<LoadedVintage, Map<String, Double>> actualByVintage = new LinkedHashMap<>();
        for (AnalysedRelease release : analysed.releases()) {
            double value = release.value(settings.compute());
            MatchedVintage last = null;
            for (MatchedVintage vintage : earlier) {
                AnalysedRelease before = vintage.byLaterId().get(release.id());
                last = before != null && Double.isNaN(before.value(settings.compute())) ? vintage : last;
            }
            if (!Double.isNaN(value) && last != null) {
                String id = Objects.requireNonNull(last.byLaterId().get(release.id()))
                        .id();
                actualByVintage
                        .computeIfAbsent(last.vintage(), vintage -> new HashMap<>())
                        .put(id, StrictMath.log10(value));
            }
        }
        Map<List<String>, PastErrors> errorsByFit = new HashMap<>();
        actualByVintage.forEach((vintage, actual) -> new NowcastFits(this, vintage, Map.of())
                .nowcasts(actual::containsKey)
                .forEach(nowcast -> errorsByFit
                        .computeIfAbsent(fitKey(nowcast.fit()), key -> new PastErrors())
                        .add(nowcast, actual.getOrDefault(nowcast.releaseId(), Double.NaN))));
        return errorsByFit;
    }
}
