package org.computetrends.population;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Metric;
import org.computetrends.domain.Sha256;
import org.computetrends.domain.Vintage;
import org.computetrends.table.CuratedRelease;
import org.computetrends.table.ReleasesTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A vintage with its releases in the driver's memory: all of them, or only those on frontiers if there are many. */
public final class LoadedVintage {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedVintage.class);

    private final Vintage vintage;
    private final List<AnalysedRelease> releases;
    private final List<AnalysedRelease> measured;
    private final PopulationSelector selector;

    /** The selections whose frontiers are in memory; null if all releases are in memory. */
    private final @Nullable FrontierSelections frontier;

    public LoadedVintage(LocalDate date, List<AnalysedRelease> releases) {
        this(Vintage.unrecorded(date), releases);
    }

    /** @param releases all releases of the vintage, in the order of their ids */
    public LoadedVintage(Vintage vintage, List<AnalysedRelease> releases) {
        this(vintage, releases, null);
    }

    private LoadedVintage(Vintage vintage, List<AnalysedRelease> releases, @Nullable FrontierSelections frontier) {
        this.vintage = vintage;
        this.releases = List.copyOf(releases);
        this.measured = this.releases.stream()
                .filter(release -> !release.values().isEmpty())
                .toList();
        this.selector = new PopulationSelector(measured, vintage.date());
        this.frontier = frontier;
    }

    /** A vintage of which only the releases on the frontiers of some selections are in memory, in the order of ids. */
    static LoadedVintage ofFrontiers(Vintage vintage, List<AnalysedRelease> releases, FrontierSelections frontier) {
        return new LoadedVintage(vintage, releases, frontier);
    }

    /**
     * Collects a vintage's releases on the driver, including those without a value of any metric.
     *
     * @param releases curated releases: {@code release_id} and the columns of {@code CuratedRelease}
     * @param limit the most releases that may be in memory
     * @return empty if there are more than the limit, which is logged
     */
    public static Optional<LoadedVintage> of(Dataset<Row> releases, Vintage vintage, List<Metric> metrics, long limit) {
        List<CuratedRelease> curated =
                releases.limit((int) Math.min(limit + 1, Integer.MAX_VALUE)).collectAsList().stream()
                        .map(row -> new CuratedRelease(row.getAs(ReleasesTable.RELEASE_ID), row))
                        .toList();
        return new LoadedVintage(vintage, new ReleaseConverter(metrics).converted(curated)).comparable(limit);
    }

    /** This vintage, for comparison with others; empty if it has more releases than a limit, which is logged. */
    public Optional<LoadedVintage> comparable(long limit) {
        return within(limit, "is not compared with others");
    }

    /** This vintage; empty if it has more releases than a limit, which is logged with the consequence. */
    public Optional<LoadedVintage> within(long limit, String consequence) {
        if (releases.size() <= limit) {
            return Optional.of(this);
        }
        LOG.warn(
                "vintage {} {}: it has more than {} releases, the most that scale.driver-megabytes allows in memory",
                date(),
                consequence,
                limit);
        return Optional.empty();
    }

    /** Whether all releases are in memory, not only those on frontiers. */
    public boolean isComplete() {
        return frontier == null;
    }

    /** Whether a population can be selected from the releases in memory, with the same result as from all releases. */
    public boolean has(FrontierSelections.Request population) {
        return frontier == null || frontier.canSelect(population);
    }

    public LocalDate date() {
        return vintage.date();
    }

    public Vintage vintage() {
        return vintage;
    }

    /** The releases in memory, in the order of their ids. */
    public List<AnalysedRelease> releases() {
        return releases;
    }

    /** The releases with a value of at least one metric, from which populations are selected. */
    public List<AnalysedRelease> measured() {
        return measured;
    }

    /** Selects populations from the {@linkplain #measured measured} releases. */
    public PopulationSelector selector() {
        return selector;
    }

    /**
     * The SHA-256 of the vintage and of its releases in memory, hexadecimal: equal only if ids, names, dates, flags,
     * first organizations, attributes and values are equal.
     */
    public String digest() {
        MessageDigest digest = Sha256.newDigest();
        digest.update(vintage.toString().getBytes(StandardCharsets.UTF_8));
        for (AnalysedRelease release : releases) {
            String text = String.join(
                    "\n",
                    release.id(),
                    release.name(),
                    release.publishedOn().toString(),
                    release.precision().name(),
                    String.valueOf(release.derivative()),
                    String.valueOf(release.notable()),
                    String.valueOf(release.confidence()),
                    String.valueOf(release.firstOrganization()),
                    new TreeMap<>(release.attributes()).toString(),
                    new TreeMap<>(release.values()).toString(),
                    "");
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
