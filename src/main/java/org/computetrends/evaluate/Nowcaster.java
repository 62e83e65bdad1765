package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.computetrends.domain.Era;
import org.computetrends.domain.Nowcast;
import org.computetrends.domain.NowcastFit;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Selection;
import org.computetrends.stats.ClusteredRegression.LeftOut;
import org.computetrends.stats.StudentPrediction;

/**
 * Estimates the training compute of releases that were published without it, from their known features, and scores such
 * estimates.
 *
 * <p>An estimate comes from a regression over the releases of the same era whose compute and features are known. It
 * uses all known features of the release if at least {@value NowcastFit#FEWEST_RELEASES} releases have them. Otherwise it uses
 * the largest subset of features that so many releases have; among subsets of one size, the subset that best predicts
 * organizations that were left out. A domain is a column of the regression if at least ten releases have it and ten do
 * not. The rarest domains lose their column until the regression can be fitted. A release in the benchmark index has a
 * second estimate that uses the index, which is later information.
 *
 * <p>This assumes that compute is missing at random among releases with the same known features. Closed frontier
 * systems break the assumption: they publish neither compute nor the features to estimate it from, and are the largest
 * of their day, so their estimates are too low.
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
     * @param imputed names of releases whose compute was itself imputed from benchmarks: excluded from regressions on the
     *     benchmark index
     */
    public record Settings(String compute, List<String> metrics, List<Era> eras, List<String> imputed) {}

    /**
     * The estimates, by release, and how good they are, by era and set of features. Of the names in the benchmark index,
     * {@code matched} are releases of the vintage.
     */
    public record Result(List<Nowcast> nowcasts, List<NowcastFit.Score> scores, int matched, int unmatched) {
        public static final Result NONE = new Result(List.of(), List.of(), 0, 0);
    }

    /**
     * Estimates the compute of the analysed vintage's releases whose compute is unknown.
     *
     * @param earlier the vintages before it, matched with it, in order of date
     * @param index a benchmark index by its source's names of releases; may be empty
     */
    public Result nowcast(LoadedVintage own, List<MatchedVintage> earlier, Map<String, Double> index) {
        Map<FoldedName, Double> byName = new HashMap<>();
        index.forEach((name, value) -> byName.merge(FoldedName.of(name), value, Math::max));
        NowcastFits fits = new NowcastFits(this, own, byName);
        Map<List<String>, PastErrors> pastErrors = pastErrors(own, earlier);
        Set<FoldedName> names = own.releases().stream()
                .map(release -> FoldedName.of(release.name()))
                .collect(Collectors.toSet());
        names.retainAll(byName.keySet());
        return new Result(
                fits.nowcasts(id -> true),
                fits.scores(fit -> pastErrors
                        .getOrDefault(List.of(fit.era(), fit.features()), new PastErrors())
                        .score()),
                names.size(),
                byName.size() - names.size());
    }

    /** The actual values minus the estimates, and the number inside their 80% intervals. */
    private static final class PastErrors {
        private final List<Double> errors = new ArrayList<>();
        private int inside;

        void add(Nowcast nowcast, double actualLog10) {
            StudentPrediction estimate = nowcast.log10Flop();
            if (estimate != null) {
                errors.add(actualLog10 - estimate.location());
                inside += estimate.centralInterval(0.8).contains(actualLog10) ? 1 : 0;
            }
        }

        LeftOut score() {
            return LeftOut.of(errors.stream().mapToDouble(error -> error).toArray(), inside);
        }
    }

    /** A release that a vintage lists without compute, and its compute in the analysed vintage. */
    private record MissingCompute(LoadedVintage vintage, String id, double log10Value) {}

    /**
     * The errors of estimates on earlier vintages, by era and set of features. A release with compute in the analysed
     * vintage is estimated on the last vintage that listed it without, and without the benchmark index.
     */
    private Map<List<String>, PastErrors> pastErrors(LoadedVintage own, List<MatchedVintage> earlier) {
        Map<String, MissingCompute> lastById = new TreeMap<>();
        for (AnalysedRelease release : own.releases()) {
            double value = release.value(settings.compute());
            for (MatchedVintage vintage : Double.isNaN(value) ? List.<MatchedVintage>of() : earlier) {
                AnalysedRelease before = vintage.byLaterId().get(release.id());
                if (before != null && Double.isNaN(before.value(settings.compute()))) {
                    lastById.put(
                            release.id(), new MissingCompute(vintage.vintage(), before.id(), StrictMath.log10(value)));
                }
            }
        }
        Map<LoadedVintage, Map<String, Double>> byVintage = new LinkedHashMap<>();
        lastById.values()
                .forEach(missing -> byVintage
                        .computeIfAbsent(missing.vintage(), vintage -> new HashMap<>())
                        .put(missing.id(), missing.log10Value()));
        Map<List<String>, PastErrors> errorsByFit = new HashMap<>();
        byVintage.forEach((vintage, values) -> new NowcastFits(this, vintage, Map.of())
                .nowcasts(values::containsKey)
                .forEach(nowcast -> errorsByFit
                        .computeIfAbsent(
                                List.of(nowcast.fit().era(), nowcast.fit().features()), id -> new PastErrors())
                        .add(nowcast, values.getOrDefault(nowcast.releaseId(), Double.NaN))));
        return errorsByFit;
    }
}
