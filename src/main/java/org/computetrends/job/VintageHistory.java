package org.computetrends.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.computetrends.population.FrontierRules;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Selection;

/**
 * Results from the other vintages of the input: scored claims, the trends on each vintage, and the changes between them.
 */
final class VintageHistory {
    private final SparkSession session;
    private final TrendConfig config;
    private final NeededVintages needed;
    private final Map<String, TrendConfig> presets = new ConcurrentHashMap<>();

    VintageHistory(SparkSession session, TrendConfig config) {
        this.session = session;
        this.config = config;
        this.needed = NeededVintages.of(config);
    }

    /**
     * The comparison of vintages with each other, independent of the fit to the one analysed.
     *
     * @param trends the trends on each vintage up to the one analysed
     * @param changes the trends and values that changed between these vintages
     */
    record Comparison(List<TrendOnVintage> trends, VintageComparator.Result changes, List<Claim> claims) {}

    /**
     * The results from other vintages.
     *
     * @param files the files read for claims
     * @param digest a digest of the inputs other than vintages and settings: the claims, and the rules of presets
     */
    record Result(List<ScoredClaim> claims, Comparison comparison, List<String> files, String digest) {}

    /**
     * Compares vintages with each other, and reads the claims.
     *
     * @param vintages the vintages in memory; nothing is compared where the one analysed is not
     */
    Comparison compare(LoadedVintages vintages, List<TrendSpecification> trends) {
        // A faulty file is an error even where there are too many releases to compare.
        List<Claim> claims = needed.areClaimsPublished() ? claims() : List.of();
        if (vintages.own().isEmpty() || !needed.isHistoryPublished()) {
            return new Comparison(List.of(), new VintageComparator.Result(List.of(), List.of(), List.of()), claims);
        }
        List<TrendOnVintage> onVintages = onVintages(vintages, trends);
        return new Comparison(onVintages, changes(vintages, trends, onVintages), claims);
    }

    /** @param vintages the vintages in memory; nothing is scored where the one analysed is not */
    Result score(
            Comparison comparison,
            LoadedVintages vintages,
            TrendFitter.Result trends,
            KnowledgeEstimator.Result knowledge) {
        if (!needed.areClaimsPublished()) {
            return new Result(List.of(), comparison, List.of(), presetsDigest());
        }
        List<Claim> claims = comparison.claims();
        List<ScoredClaim> scoredClaims = vintages.ranked().isPresent()
                ? new ClaimEvaluator(settings(claims))
                        .evaluate(claims, vintages, new ScenarioValues(config, vintages, trends, knowledge, claims))
                : List.of();
        return new Result(scoredClaims, comparison, List.of(config.history().claimsFile()), claims + presetsDigest());
    }

    private List<Claim> claims() {
        Set<String> metrics = config.metrics().stream().map(Metric::id).collect(Collectors.toSet());
        ClaimReader.Names names = new ClaimReader.Names(metrics, Set.copyOf(ConfigLoader.PRESETS));
        return new ClaimReader(config.history().claimsFile(), names).read(session);
    }

    private ClaimEvaluator.Settings settings(List<Claim> claims) {
        Map<String, Selection> rules = new HashMap<>();
        for (Claim claim : claims) {
            String preset = claim.rules();
            if (preset != null) {
                rules.computeIfAbsent(preset, this::rules);
            }
        }
        return new ClaimEvaluator.Settings(
                config.sensitivity().baseline(), rules, config.history().leads());
    }

    /** The populations of the vintage analysed on which claims are scored; none if claims are not published. */
    List<FrontierRules.Request> requests() {
        if (!needed.areClaimsPublished()) {
            return List.of();
        }
        List<Claim> claims = claims();
        ClaimEvaluator.Settings settings = settings(claims);
        return claims.stream()
                .flatMap(claim -> settings.requests(claim).stream())
                .toList();
    }

    private List<TrendOnVintage> onVintages(LoadedVintages vintages, List<TrendSpecification> trends) {
        SensitivityEvaluator.Settings sensitivity = config.sensitivity();
        return new TrendHistorian(new TrendHistorian.Settings(
                        sensitivity.baseline(),
                        sensitivity.trends(),
                        sensitivity.alternatives().stream()
                                .flatMap(List::stream)
                                .filter(Alternative::excludesReleases)
                                .toList(),
                        config.history().revisions().seams()))
                .history(trends, vintages);
    }

    private VintageComparator.Result changes(
            LoadedVintages vintages, List<TrendSpecification> trends, List<TrendOnVintage> onVintages) {
        Selection newRules = config.sensitivity().baseline();
        Selection oldRules = config.history().earlierRules().map(this::rules).orElse(newRules);
        return new VintageComparator(new VintageComparator.Settings(
                        config.metrics(), oldRules, newRules, config.history().revisions()))
                .compare(trends, vintages, onVintages);
    }

    /** The rules of a preset, which is loaded once. */
    private Selection rules(String preset) {
        return presets.computeIfAbsent(
                        preset, name -> new ConfigLoader(Optional.of(name), Optional.empty(), Map.of()).load())
                .sensitivity()
                .baseline();
    }

    private String presetsDigest() {
        return presets.values().stream().map(TrendConfig::digest).sorted().collect(Collectors.joining());
    }
}
