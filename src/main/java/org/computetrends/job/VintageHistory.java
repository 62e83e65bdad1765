package org.computetrends.job;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ScoredClaim;
import org.computetrends.domain.TrendOnVintage;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.evaluate.Alternative;
import org.computetrends.evaluate.ClaimEvaluator;
import org.computetrends.evaluate.KnowledgeEstimator;
import org.computetrends.evaluate.SensitivityEvaluator;
import org.computetrends.evaluate.TrendHistorian;
import org.computetrends.evaluate.VintageComparator;
import org.computetrends.fit.TrendFitter;
import org.computetrends.ingest.ClaimReader;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Selection;
import org.jspecify.annotations.Nullable;

/** Compares the vintages of the input with each other, and scores published claims on them. */
final class VintageHistory {
    private final SparkSession session;
    private final TrendConfig config;
    private final TableNeeds needs;
    private final Map<String, TrendConfig> presets = new ConcurrentHashMap<>();
    private @Nullable List<Claim> claims;

    VintageHistory(SparkSession session, TrendConfig config) {
        this.session = session;
        this.config = config;
        this.needs = TableNeeds.of(config);
    }

    /**
     * The vintages compared. This does not need the fit to the vintage analysed, so it is made during the fit.
     *
     * @param trends the trends on each vintage up to the one analysed
     * @param changes the trends and values that changed from each vintage to the next
     */
    record Comparison(List<TrendOnVintage> trends, VintageComparator.Result changes) {
        private static final Comparison NONE =
                new Comparison(List.of(), new VintageComparator.Result(List.of(), List.of(), List.of()));
    }

    /**
     * The scored claims and the comparison.
     *
     * @param claims the scored claims
     * @param files the file of the claims; empty if claims are not published
     * @param identity the claims and the digests of the presets used, on which the run's id depends
     */
    record Result(List<ScoredClaim> claims, Comparison comparison, List<String> files, String identity) {}

    /** Compares vintages if a table needs it and all releases of the vintage analysed are in memory. */
    Comparison compare(LoadedVintages vintages, List<TrendSpecification> trends) {
        claims(); // read during the fit: a faulty file is an error even if nothing is compared
        if (vintages.completeAnalysed().isEmpty() || !needs.history()) {
            return Comparison.NONE;
        }
        List<TrendOnVintage> trendsOnVintages = trendsOnVintages(vintages, trends);
        return new Comparison(trendsOnVintages, changes(vintages, trends, trendsOnVintages));
    }

    /** Scores the claims. No claim is scored if no release of the vintage analysed is in memory. */
    Result score(
            Comparison comparison,
            LoadedVintages vintages,
            TrendFitter.Result trends,
            KnowledgeEstimator.Result knowledge) {
        if (!needs.claims()) {
            return new Result(List.of(), comparison, List.of(), presetsDigest());
        }
        List<ScoredClaim> scoredClaims = vintages.analysedOrFrontiers().isPresent()
                ? new ClaimEvaluator(claimSettings())
                        .evaluate(claims(), vintages, new ScenarioValues(config, vintages, trends, knowledge, claims()))
                : List.of();
        return new Result(scoredClaims, comparison, List.of(config.history().claimsFile()), claims() + presetsDigest());
    }

    /** The claims to score, which the first call reads; empty if not published. */
    private synchronized List<Claim> claims() {
        if (claims == null) {
            Set<String> metrics = config.metrics().stream().map(Metric::id).collect(Collectors.toSet());
            ClaimReader.Names names = new ClaimReader.Names(metrics, Set.copyOf(ConfigLoader.PRESETS));
            claims = needs.claims() ? new ClaimReader(config.history().claimsFile(), names).read(session) : List.of();
        }
        return claims;
    }

    private ClaimEvaluator.Settings claimSettings() {
        Map<String, Selection> byPreset = claims().stream()
                .map(Claim::rules)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.toMap(preset -> preset, this::rules));
        return new ClaimEvaluator.Settings(
                config.sensitivity().baseline(), byPreset, config.history().leads());
    }

    /** The populations of the vintage analysed on which claims are scored; empty if claims are not published. */
    List<FrontierSelections.Request> populationsOfClaims() {
        ClaimEvaluator.Settings settings = claimSettings();
        return claims().stream()
                .flatMap(claim -> settings.requests(claim).stream())
                .toList();
    }

    private List<TrendOnVintage> trendsOnVintages(LoadedVintages vintages, List<TrendSpecification> trends) {
        SensitivityEvaluator.Settings sensitivity = config.sensitivity();
        return new TrendHistorian(new TrendHistorian.Settings(
                        sensitivity.baseline(),
                        sensitivity.trends(),
                        // The history also has trends without releases whose estimates vintages revised strongly.
                        sensitivity.alternatives().stream()
                                .flatMap(List::stream)
                                .filter(Alternative::excludesReleases)
                                .toList(),
                        config.history().revisions().seams()))
                .history(trends, vintages);
    }

    private VintageComparator.Result changes(
            LoadedVintages vintages, List<TrendSpecification> trends, List<TrendOnVintage> trendsOnVintages) {
        Selection runRules = config.sensitivity().baseline();
        Selection rulesBefore = config.history().rulesBefore().map(this::rules).orElse(runRules);
        return new VintageComparator(new VintageComparator.Settings(
                        config.metrics(),
                        rulesBefore,
                        runRules,
                        config.history().revisions()))
                .compare(trends, vintages, trendsOnVintages);
    }

    /** The rules of a preset. Each preset is loaded once. */
    private Selection rules(String preset) {
        return presets.computeIfAbsent(
                        preset, name -> new ConfigLoader(Optional.of(name), Optional.empty(), Map.of()).load())
                .sensitivity()
                .baseline();
    }

    /** The digests of the presets loaded so far. Call this last, since comparing and scoring load presets. */
    private String presetsDigest() {
        return presets.values().stream().map(TrendConfig::digest).sorted().collect(Collectors.joining());
    }
}
