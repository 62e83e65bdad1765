package org.computetrends.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.HeldReleaseCurator;
import org.computetrends.domain.Vintage;
import org.computetrends.held.HeldVintage;
import org.computetrends.held.HeldVintages;
import org.computetrends.held.ReleaseCollector;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.ingest.SeriesReader;
import org.computetrends.ingest.VintageFolders;
import org.computetrends.stats.LargestFirst;
import org.computetrends.table.CuratedRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the vintages that a run's tables need to the driver, curated as the vintage analysed is.
 *
 * @param config the settings
 */
record OtherVintages(TrendConfig config) {
    private static final Logger LOG = LoggerFactory.getLogger(OtherVintages.class);

    /** Looks up vintages other than the one analysed; their rows are not read yet. */
    List<SeriesReader.Group> read(SparkSession session, SeriesReader reader, ReleaseReader.Result analysed) {
        List<VintageFolders.Folder> needed = analysed.others().stream()
                .filter(folder -> folder.vintage().date().isBefore(analysed.date())
                        ? needsAny()
                        : VintageHistory.needsAllVintages(config))
                .toList();
        List<SeriesReader.Group> groups = reader.read(session, needed);
        groups.forEach(group -> group.skipped()
                .forEach(file -> LOG.warn(
                        "Of vintage {}, left out: {}",
                        group.folders().get(0).vintage().date(),
                        file.message())));
        return groups;
    }

    /** Curates vintages, those left out that have more releases than may be in memory. */
    List<HeldVintage> curated(List<SeriesReader.Group> groups) {
        List<HeldVintage> curated = new ArrayList<>();
        for (SeriesReader.Group group : groups) {
            if (group.folders().size() > 1 || config.sizes().isForDriver(group.bytes())) {
                curated.addAll(inMemory(group));
            } else {
                Vintage vintage = group.folders().get(0).vintage();
                HeldVintage.of(new Curation(config).kept(group.releases(), vintage), vintage, config.metrics(), limit())
                        .ifPresent(curated::add);
            }
        }
        return curated;
    }

    private List<HeldVintage> inMemory(SeriesReader.Group group) {
        Map<LocalDate, List<CuratedRelease>> kept = new HeldReleaseCurator(config.curation()).kept(group.releases());
        ReleaseCollector collector = new ReleaseCollector(config.metrics());
        List<Vintage> found = group.folders().stream()
                .map(VintageFolders.Folder::vintage)
                .filter(vintage -> kept.containsKey(vintage.date()))
                .toList();
        return LargestFirst.map(
                        found,
                        vintage -> new HeldVintage(
                                vintage, collector.held(Objects.requireNonNull(kept.get(vintage.date())))))
                .stream()
                .map(vintage -> vintage.within(limit()))
                .flatMap(Optional::stream)
                .toList();
    }

    private long limit() {
        return config.sizes().releases();
    }

    /** Those vintages and the one analysed, where a table needs them. */
    HeldVintages with(List<HeldVintage> others, Vintage analysed, CheckedReleases checked) {
        return new HeldVintages(
                analysed.date(), needsOwn(config) ? checked.vintage().get() : Optional.empty(), others);
    }

    /** Whether a table is published that needs the releases of the vintage analysed. */
    static boolean needsOwn(TrendConfig config) {
        return new OtherVintages(config).needsAny() || Evaluations.needsOwnVintage(config);
    }

    private boolean needsAny() {
        return VintageHistory.needsAllVintages(config)
                || VintageHistory.needsEarlierVintages(config)
                || Evaluations.needsEarlierVintages(config);
    }
}
