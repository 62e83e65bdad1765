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
 * Estimates the training compute of releases that have none, from what is known of them, and says how good such estimates are.
 *
 * <p>An estimate rests on all that is known of a release: on the regression over the releases of its era of which that and
 * compute are known, if there are {@value NowcastFit#LEAST} or more; otherwise on the largest part of it that has so many, and
 * of several parts of one size on the one that predicts the releases of organizations left out best. A domain is a column
 * where ten releases or more have it, and as many have not; the rarest are not where columns would depend on one another.
 *
 * <p>This assumes that compute is missing at random among releases with the same known features. Closed frontier systems break the
 * assumption: they publish neither their compute nor what it could be estimated from, and they are the largest of their day, so
 * that their estimates are too low.
 *
 * @param settings what estimates rest on
 * @param selection the rules of the run, by which releases are analysed and rank
 */
public record Nowcaster(Settings settings, Selection selection) {

    /**
     * What estimates rest on.
     *
     * @param compute the metric of training compute, in FLOP
     * @param metrics the metrics that it is estimated from beside date and domain
     * @param eras the spans that have regressions of their own
     * @param imputed names of releases whose compute was itself imputed from benchmarks: in no regression on an index of them
     */
    public record Settings(String compute, List<String> metrics, List<Era> eras, List<String> imputed) {
        public Settings {
            metrics = List.copyOf(metrics);
            eras = List.copyOf(eras);
            imputed = List.copyOf(imputed);
        }
    }

    /**
     * What was estimated.
     *
     * @param nowcasts the estimates, by release; of one that the index has a second
     * @param scores how good estimates are, by era and set of features
     * @param matched how many names of the index are releases of the vintage
     * @param unmatched how many are not
     */
    public record Result(List<Nowcast> nowcasts, List<NowcastFit.Score> scores, int matched, int unmatched) {
        /** Where nobody asks. */
        public static final Result NONE = new Result(List.of(), List.of(), 0, 0);
    }

    /**
     * Estimates.
     *
     * @param own the vintage analysed
     * @param earlier vintages before it, matched with it, in order of date
     * @param index a benchmark index, by what its source calls releases; empty for none
     */
    public Result nowcast(LoadedVintage own, List<MatchedVintage> earlier, Map<String, Double> index) {
        Map<FoldedName, Double> byName = new HashMap<>();
        index.forEach((name, value) -> byName.merge(FoldedName.of(name), value, Math::max));
        NowcastFits fits = new NowcastFits(this, own, byName);
        Map<List<String>, Fates> later = later(own, earlier);
        Set<FoldedName> names = own.releases().stream()
                .map(release -> FoldedName.of(release.name()))
                .collect(Collectors.toSet());
        names.retainAll(byName.keySet());
        return new Result(
                fits.nowcasts(id -> true),
                fits.scores(fit -> later.getOrDefault(List.of(fit.era(), fit.features()), new Fates())
                        .score()),
                names.size(),
                byName.size() - names.size());
    }

    /** How far actual values lay above estimates, and how many inside their 80% intervals. */
    private static final class Fates {
        private final List<Double> errors = new ArrayList<>();
        private int inside;

        void add(Nowcast nowcast, double actual) {
            StudentPrediction estimate = nowcast.log10Flop();
            if (estimate != null) {
                errors.add(actual - estimate.location());
                inside += estimate.central(0.8).contains(actual) ? 1 : 0;
            }
        }

        LeftOut score() {
            return LeftOut.of(errors.stream().mapToDouble(error -> error).toArray(), inside);
        }
    }

    /** A release that a vintage lists without compute, and the compute that the vintage analysed has for it. */
    private record Missing(LoadedVintage vintage, String id, double log10Value) {}

    /**
     * How estimates fared, by era and set of features: of each release whose compute the vintage analysed has, that of the last
     * vintage that listed it without.
     */
    private Map<List<String>, Fates> later(LoadedVintage own, List<MatchedVintage> earlier) {
        Map<String, Missing> last = new TreeMap<>();
        for (AnalysedRelease release : own.releases()) {
            double value = release.value(settings.compute());
            for (MatchedVintage then : Double.isNaN(value) ? List.<MatchedVintage>of() : earlier) {
                AnalysedRelease before = then.listed().get(release.id());
                if (before != null && Double.isNaN(before.value(settings.compute()))) {
                    last.put(release.id(), new Missing(then.vintage(), before.id(), StrictMath.log10(value)));
                }
            }
        }
        Map<LoadedVintage, Map<String, Double>> byVintage = new LinkedHashMap<>();
        last.values()
                .forEach(missing -> byVintage
                        .computeIfAbsent(missing.vintage(), vintage -> new HashMap<>())
                        .put(missing.id(), missing.log10Value()));
        Map<List<String>, Fates> fates = new HashMap<>();
        byVintage.forEach((vintage, values) -> new NowcastFits(this, vintage, Map.of())
                .nowcasts(values::containsKey)
                .forEach(nowcast -> fates.computeIfAbsent(
                                List.of(nowcast.fit().era(), nowcast.fit().features()), id -> new Fates())
                        .add(nowcast, values.getOrDefault(nowcast.releaseId(), Double.NaN))));
        return fates;
    }
}
