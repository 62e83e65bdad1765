package org.computetrends.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Vintage;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.ingest.VintageFolders;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.ReleaseCollector;
import org.computetrends.select.MetricSources;
import org.computetrends.select.VintageCurator;
import org.computetrends.sql.RowMarks;
import org.computetrends.stats.ParallelTasks;
import org.computetrends.table.CuratedRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the other vintages that a run's tables need on the driver, curated like the vintage analysed. */
record OtherVintages(TrendConfig config) {
    private static final Logger LOG = LoggerFactory.getLogger(OtherVintages.class);

    /** Finds vintages other than the one analysed. Their rows are read later. */
    List<UncuratedVintage> read(SparkSession session, ReleaseReader reader, ReleaseReader.Result analysed) {
        NeededVintages needed = NeededVintages.of(config);
        List<VintageFolders.Folder> neededFolders = analysed.otherFolders().stream()
                .filter(folder -> folder.vintage().date().isBefore(analysed.date())
                        ? needed.includeEarlier()
                        : needed.areClaimsPublished())
                .toList();
        return ParallelTasks.map(neededFolders, folder -> {
            ReleaseReader.Result input = reader.read(session, folder);
            input.skipped()
                    .forEach(file -> LOG.warn(
                            "Left out of vintage {}: {}", folder.vintage().date(), file.message()));
            return new UncuratedVintage(
                    input, InputFiles.bytes(session.sparkContext().hadoopConfiguration(), input.files()));
        });
    }

    /**
     * A vintage other than the one analysed.
     *
     * @param result its rows and files, as read
     */
    record UncuratedVintage(ReleaseReader.Result result, long bytes) {}

    /** Curates vintages. Vintages with more releases than may be in memory are left out. */
    List<LoadedVintage> curated(List<UncuratedVintage> vintages, MetricSources metrics) {
        List<LoadedVintage> curated = new ArrayList<>();
        for (List<UncuratedVintage> part : parts(vintages)) {
            ParallelTasks.map(part.size(), i -> part.get(i).bytes(), i -> curated(part.get(i), metrics))
                    .forEach(vintage -> vintage.ifPresent(curated::add));
        }
        return curated;
    }

    /** The vintages in order, in batches that fit in memory at once, each of at least one vintage. */
    private List<List<UncuratedVintage>> parts(List<UncuratedVintage> vintages) {
        List<List<UncuratedVintage>> parts = new ArrayList<>();
        long bytes = 0;
        for (UncuratedVintage vintage : vintages) {
            if (parts.isEmpty() || bytes + vintage.bytes() > config.sizes().localBytes()) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            parts.get(parts.size() - 1).add(vintage);
            bytes += vintage.bytes();
        }
        return parts;
    }

    private Optional<LoadedVintage> curated(UncuratedVintage uncurated, MetricSources metrics) {
        Vintage vintage = uncurated.result().vintage();
        if (uncurated.bytes() <= config.sizes().localBytes()) {
            List<CuratedRelease> keptReleases = new VintageCurator(config.curation(), config.metrics(), metrics)
                    .keptReleases(uncurated.result().rows(), vintage);
            // A vintage without releases has nothing to compare.
            return keptReleases.isEmpty()
                    ? Optional.empty()
                    : new LoadedVintage(vintage, new ReleaseCollector(config.metrics()).analysed(keptReleases))
                            .within(limit());
        }
        Dataset<Row> releases = uncurated.result().releases();
        RowMarks marks = config.scanner(config.segmentation(), RowMarks.NONE).marks(releases, vintage);
        Dataset<Row> keptReleases = config.scanner(config.segmentation(), marks).kept(releases, vintage);
        return LoadedVintage.of(keptReleases, vintage, config.metrics(), limit());
    }

    private long limit() {
        return config.sizes().releases();
    }

    /** Combines these vintages with the one analysed, if a table needs it. */
    LoadedVintages with(List<LoadedVintage> otherVintages, LocalDate analysed, ReleaseSelection releases) {
        return new LoadedVintages(
                analysed,
                NeededVintages.of(config).includeAnalysed() ? releases.collect() : Optional.empty(),
                otherVintages);
    }
}
