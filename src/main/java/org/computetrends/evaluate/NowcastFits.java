package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Era;
import org.computetrends.domain.Nowcast;
import org.computetrends.domain.NowcastFit;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.PopulationSelector;
import org.computetrends.population.Selection;
import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.ClusteredRegression.PredictionErrors;
import org.computetrends.stats.StudentPrediction;

/**
 * The regressions that estimate the compute of a vintage's releases, for {@link Nowcaster}: one for each era and set of
 * features, fitted on first use. Features are metrics and the benchmark index.
 */
final class NowcastFits {
    private static final String INDEX = "benchmark_index";

    /** The fewest releases inside a domain, and outside it, for which the domain is a column. Our choice. */
    private static final int FEWEST_OF_DOMAIN = 10;

    /** The most domains that are columns. */
    private static final int MOST_DOMAINS = 20;

    private final Nowcaster.Settings settings;
    private final Selection selection;
    private final Map<FoldedName, Double> benchmarkIndex;
    private final Set<FoldedName> imputedNames;
    private final AnalysedReleases analysed;
    private final List<ReleaseFeatures> withCompute;
    private final List<ReleaseFeatures> withoutCompute;
    private final Map<String, Map<List<String>, Candidate>> candidates = new HashMap<>();

    /** A release and its known features: log10 of its metrics, in the order of the settings, and then the index. */
    private record ReleaseFeatures(AnalysedRelease release, LocalDate date, String era, Map<String, Double> values) {
        /** The names of the features, with the benchmark index or without it. */
        List<String> features(boolean includesIndex) {
            return values.keySet().stream()
                    .filter(feature -> includesIndex || !feature.equals(INDEX))
                    .toList();
        }
    }

    /** A regression, if it can be fitted, with its releases and its columns, which are features and domains. */
    private record Candidate(
            NowcastFit fit, List<ReleaseFeatures> releases, List<String> features, List<String> domains) {
        /**
         * The root mean square error over releases, each predicted without its organization. There must be a
         * regression.
         */
        private double leftOutError() {
            return Objects.requireNonNull(fit.regression()).leftOut().rootMeanSquare();
        }

        /**
         * The mean error of releases with these ids, each predicted from the other organizations. NaN if the fit has no
         * such release or no regression.
         */
        private double meanError(Set<String> ids) {
            ClusteredRegression regression = fit.regression();
            return regression == null
                    ? Double.NaN
                    : IntStream.range(0, releases.size())
                            .filter(i -> ids.contains(releases.get(i).release().id()))
                            .mapToDouble(regression::leftOutError)
                            .average()
                            .orElse(Double.NaN);
        }
    }

    NowcastFits(Nowcaster nowcaster, LoadedVintage vintage, Map<FoldedName, Double> index) {
        this.settings = nowcaster.settings();
        this.selection = nowcaster.selection();
        this.benchmarkIndex = index;
        this.imputedNames = settings.imputed().stream().map(FoldedName::of).collect(Collectors.toSet());
        // Not the vintage's own selector, which lacks the releases without a value of any metric.
        this.analysed = new PopulationSelector(vintage.releases(), vintage.date()).analysed(selection);
        this.withCompute = analysed.observations(settings.compute(), Cohort.all(), Era.ALL_TIME).stream()
                .map(observation -> features(observation.release(), observation.date()))
                .toList();
        this.withoutCompute = analysed.releases().stream()
                .filter(dated -> Double.isNaN(dated.release().value(settings.compute())))
                .map(dated -> features(dated.release(), LocalDate.ofEpochDay(dated.epochDay())))
                .toList();
    }

    private ReleaseFeatures features(AnalysedRelease release, LocalDate date) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String metric : settings.metrics()) {
            if (release.values().containsKey(metric)) {
                values.put(metric, StrictMath.log10(release.value(metric)));
            }
        }
        Double indexValue = benchmarkIndex.isEmpty() ? null : benchmarkIndex.get(FoldedName.of(release.name()));
        if (indexValue != null) {
            values.put(INDEX, indexValue);
        }
        return new ReleaseFeatures(
                release, date, Objects.requireNonNullElse(Era.idAt(settings.eras(), date), "none"), values);
    }

    /** The scores of fits that have releases, by era and set of features, with their errors on earlier vintages. */
    List<NowcastFit.Score> scores(Function<NowcastFit, PredictionErrors> pastErrors) {
        Set<String> frontier = Set.copyOf(analysed.select(settings.compute(), Cohort.frontier(), Era.ALL_TIME)
                .releaseIds());
        List<String> features = new ArrayList<>(settings.metrics());
        features.add(INDEX);
        return withCompute.stream()
                .map(ReleaseFeatures::era)
                .distinct()
                .flatMap(era -> IntStream.rangeClosed(0, features.size())
                        .boxed()
                        .flatMap(size -> subsets(features, size))
                        .map(subset -> candidate(era, subset)))
                .filter(candidate -> !candidate.releases().isEmpty())
                .map(candidate -> new NowcastFit.Score(
                        candidate.fit(), candidate.meanError(frontier), pastErrors.apply(candidate.fit())))
                .toList();
    }

    /**
     * Estimates for selected releases without compute, in order of date. Releases in the index have a second estimate,
     * which uses later information.
     */
    List<Nowcast> nowcasts(Predicate<String> isSelected) {
        List<Nowcast> nowcasts = new ArrayList<>();
        for (ReleaseFeatures release : withoutCompute) {
            if (isSelected.test(release.release().id())) {
                nowcasts.add(nowcast(release, /* isLookAhead= */ false));
                if (release.values().containsKey(INDEX)) {
                    nowcasts.add(nowcast(release, /* isLookAhead= */ true));
                }
            }
        }
        return nowcasts;
    }

    /** Estimates the compute of a release. If {@code isLookAhead}, the index is a feature. */
    private Nowcast nowcast(ReleaseFeatures release, boolean isLookAhead) {
        Candidate candidate = bestCandidate(release.era(), release.features(isLookAhead));
        ClusteredRegression regression = candidate.fit().regression();
        StudentPrediction log10Flop = regression == null
                ? null
                : regression.prediction(row(release, candidate.features(), candidate.domains()));
        String id = release.release().id();
        String name = release.release().name();
        return new Nowcast(id, name, release.date(), settings.compute(), isLookAhead, candidate.fit(), log10Flop);
    }

    /**
     * The regression on as many of the given features as possible; among regressions on equally many, the one that
     * predicts best. The benchmark index, if given, is always used. If no regression can be fitted, the candidate has
     * no regression.
     */
    private Candidate bestCandidate(String era, List<String> features) {
        for (int size = features.size(); size >= 0; size--) {
            Optional<Candidate> best = subsets(features, size)
                    .filter(subset -> subset.contains(INDEX) == features.contains(INDEX))
                    .map(subset -> candidate(era, subset))
                    .filter(candidate -> candidate.fit().regression() != null)
                    .min(Comparator.comparingDouble(Candidate::leftOutError));
            if (best.isPresent()) {
                return best.get();
            }
        }
        return candidate(era, features);
    }

    /** The subsets of a list with a given size. */
    private static Stream<List<String>> subsets(List<String> all, int size) {
        // Bit i of a subset says whether it contains element i.
        return IntStream.range(0, 1 << all.size())
                .filter(subset -> Integer.bitCount(subset) == size)
                .mapToObj(subset -> IntStream.range(0, all.size())
                        .filter(i -> (subset >> i & 1) == 1)
                        .mapToObj(all::get)
                        .toList());
    }

    private Candidate candidate(String era, List<String> features) {
        return candidates
                .computeIfAbsent(era, id -> new HashMap<>())
                .computeIfAbsent(features, subset -> fit(era, subset));
    }

    private Candidate fit(String era, List<String> features) {
        boolean isLookAhead = features.contains(INDEX);
        List<ReleaseFeatures> releases = withCompute.stream()
                .filter(release -> release.era().equals(era)
                        && release.values().keySet().containsAll(features)
                        && !(isLookAhead
                                && imputedNames.contains(
                                        FoldedName.of(release.release().name()))))
                .toList();
        List<String> domains = commonDomains(releases);
        Optional<ClusteredRegression> regression = regression(releases, features, domains);
        while (regression.isEmpty() && !domains.isEmpty()) {
            domains = domains.subList(0, domains.size() - 1);
            regression = regression(releases, features, domains);
        }
        String featureNames = joined("date+domain", "+", features.stream());
        String columns =
                regression.isEmpty() ? "" : joined("years", ", ", Stream.concat(features.stream(), domains.stream()));
        int clusterCount = Set.copyOf(clusters(releases)).size();
        NowcastFit fit = new NowcastFit(
                era, featureNames, isLookAhead, columns, releases.size(), clusterCount, regression.orElse(null));
        return new Candidate(fit, releases, features, domains);
    }

    private static String joined(String first, String separator, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).collect(Collectors.joining(separator));
    }

    private static List<String> clusters(List<ReleaseFeatures> releases) {
        return releases.stream().map(release -> release.release().cluster()).toList();
    }

    /** The domains with enough releases inside and outside, the commonest first. */
    private static List<String> commonDomains(List<ReleaseFeatures> releases) {
        Map<String, Long> counts = releases.stream()
                .flatMap(release ->
                        release.release().values(Attribute.DOMAIN).stream().distinct())
                .collect(Collectors.groupingBy(domain -> domain, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(count -> Math.min(count.getValue(), releases.size() - count.getValue()) >= FEWEST_OF_DOMAIN)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .limit(MOST_DOMAINS)
                .toList();
    }

    private Optional<ClusteredRegression> regression(
            List<ReleaseFeatures> releases, List<String> features, List<String> domains) {
        return releases.size() < NowcastFit.FEWEST_RELEASES
                ? Optional.empty()
                : ClusteredRegression.fit(
                        releases.stream()
                                .map(release -> row(release, features, domains))
                                .toArray(double[][]::new),
                        releases.stream()
                                .mapToDouble(release ->
                                        StrictMath.log10(release.release().value(settings.compute())))
                                .toArray(),
                        clusters(releases));
    }

    /** A release's row of the regression: 1, the years since 2000, the features, 1 or 0 for each domain. */
    private double[] row(ReleaseFeatures release, List<String> features, List<String> domains) {
        List<String> releaseDomains = release.release().values(Attribute.DOMAIN);
        List<Double> row = new ArrayList<>();
        row.add(1.0);
        row.add(selection.rules().timeScale().yearsSince2000(release.date()));
        features.forEach(feature -> row.add(release.values().get(feature)));
        domains.forEach(domain -> row.add(releaseDomains.contains(domain) ? 1.0 : 0.0));
        return row.stream().mapToDouble(value -> value).toArray();
    }
}
