package org.computetrends.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ScoredClaim;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendOnVintage;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.evaluate.Alternative;
import org.computetrends.evaluate.ClaimEvaluator;
import org.computetrends.evaluate.SensitivityEvaluator;
import org.computetrends.evaluate.TrendHistorian;
import org.computetrends.evaluate.VintageComparator;
import org.computetrends.held.HeldVintages;
import org.computetrends.held.Selection;
import org.computetrends.ingest.ClaimReader;
import org.computetrends.table.ClaimsTable;
import org.computetrends.table.RevisionsTable;
import org.computetrends.table.TrendHistoryTable;
import org.computetrends.table.VintageTables;

/** What the other vintages of the input say: published claims scored, trends on each of them, and what changed between them. */
final class VintageHistory {
    private static final String CLAIMS = ClaimsTable.CLAIMS.table().name();
    private static final Set<String> CHANGES = Set.of(
            VintageTables.VINTAGE_CHANGES.table().name(),
            VintageTables.VALUE_CHANGES.table().name(),
            RevisionsTable.REVISIONS.table().name(),
            TrendHistoryTable.TREND_HISTORY.table().name());

    private final SparkSession session;
    private final TrendConfig config;

    VintageHistory(SparkSession session, TrendConfig config) {
        this.session = session;
        this.config = config;
    }

    /**
     * What was found.
     *
     * @param claims each claim
     * @param trends the trends on each vintage up to the one analysed
     * @param changes the trends and values that changed between these vintages
     * @param files the files read for it
     * @param digest what else than vintages and settings the rows depend on: the claims, and the rules of presets
     */
    record Result(
            List<ScoredClaim> claims,
            List<TrendOnVintage> trends,
            VintageComparator.Result changes,
            List<String> files,
            String digest) {
        private static final Result NONE = new Result(
                List.of(), List.of(), new VintageComparator.Result(List.of(), List.of(), List.of()), List.of(), "");
    }

    /** Whether a table is published that speaks of every vintage. */
    static boolean needsAllVintages(TrendConfig config) {
        return config.publishing().tables().contains(CLAIMS);
    }

    /** Whether a table is published that speaks of earlier vintages. */
    static boolean needsEarlierVintages(TrendConfig config) {
        return config.publishing().tables().stream().anyMatch(CHANGES::contains);
    }

    /**
     * Compares.
     *
     * @param vintages the vintages held; nothing is compared where the one analysed is not
     * @param trends its trends
     */
    Result compare(HeldVintages vintages, List<Trend> trends) {
        boolean wantsClaims = needsAllVintages(config);
        // A faulty file is told of even where there is too much to compare.
        List<Claim> claims = wantsClaims ? claims() : List.of();
        boolean wantsChanges = needsEarlierVintages(config);
        if (vintages.own().isEmpty()) {
            return Result.NONE;
        }
        Presets presets = new Presets();
        List<TrendSpecification> specifications =
                trends.stream().map(Trend::specification).toList();
        List<TrendOnVintage> onVintages = wantsChanges ? onVintages(vintages, specifications) : List.of();
        return new Result(
                wantsClaims ? scored(claims, vintages, trends, presets) : List.of(),
                onVintages,
                wantsChanges ? changes(vintages, specifications, onVintages, presets) : Result.NONE.changes(),
                wantsClaims ? List.of(config.history().claimsFile()) : List.of(),
                claims + String.join("", presets.digests()));
    }

    private List<Claim> claims() {
        return new ClaimReader(
                        config.history().claimsFile(),
                        new ClaimReader.Names(
                                Set.copyOf(config.metrics().stream()
                                        .map(Metric::id)
                                        .toList()),
                                Set.copyOf(ConfigLoader.PRESETS)))
                .read(session);
    }

    private List<ScoredClaim> scored(List<Claim> claims, HeldVintages held, List<Trend> trends, Presets presets) {
        Map<String, Selection> rules = new HashMap<>();
        for (Claim claim : claims) {
            String preset = claim.rules();
            if (preset != null) {
                rules.computeIfAbsent(preset, presets::selection);
            }
        }
        return new ClaimEvaluator(
                        new ClaimEvaluator.Settings(config.sensitivity().baseline(), rules))
                .evaluate(claims, held, new ScenarioValues(config, held, trends));
    }

    private List<TrendOnVintage> onVintages(HeldVintages held, List<TrendSpecification> trends) {
        SensitivityEvaluator.Settings sensitivity = config.sensitivity();
        return new TrendHistorian(new TrendHistorian.Settings(
                        sensitivity.baseline(),
                        sensitivity.trends(),
                        sensitivity.alternatives().stream()
                                .flatMap(List::stream)
                                .filter(Alternative::excludesReleases)
                                .toList(),
                        config.history().revisions().seams()))
                .history(trends, held);
    }

    private VintageComparator.Result changes(
            HeldVintages held, List<TrendSpecification> trends, List<TrendOnVintage> onVintages, Presets presets) {
        Selection after = config.sensitivity().baseline();
        Selection before =
                config.history().earlierRules().map(presets::selection).orElse(after);
        return new VintageComparator(new VintageComparator.Settings(
                        config.metrics(), before, after, config.history().revisions()))
                .compare(trends, held, onVintages);
    }

    /** The rules of presets, each loaded once. */
    private static final class Presets {
        private final Map<String, TrendConfig> loaded = new HashMap<>();

        Selection selection(String preset) {
            return loaded.computeIfAbsent(
                            preset, name -> new ConfigLoader(Optional.of(name), Optional.empty(), Map.of()).load())
                    .sensitivity()
                    .baseline();
        }

        List<String> digests() {
            return loaded.values().stream().map(TrendConfig::digest).sorted().toList();
        }
    }
}
