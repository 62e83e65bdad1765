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
import org.computetrends.population.ReleaseConverter;
import org.computetrends.select.MetricSources;
import org.computetrends.select.VintageCurator;
import org.computetrends.sql.RowMarks;
import org.computetrends.stats.ParallelTasks;
import org.computetrends.table.CuratedRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads other vintages into memory, if a run's tables need them. The checks are those of the vintage analysed. */
record OtherVintages(TrendConfig config) {
    private static final Logger LOG = LoggerFactory.getLogger(OtherVintages.class);

    /** Finds the vintages needed besides the one analysed. {@link #load} reads their rows. */
    List<UncuratedVintage> find(SparkSession session, ReleaseReader reader, ReleaseReader.Result analysed) {
        TableNeeds needs = TableNeeds.of(config);
        List<VintageFolders.Folder> neededFolders = analysed.otherFolders().stream()
                .filter(folder ->
                        folder.vintage().date().isBefore(analysed.date()) ? needs.earlierVintages() : needs.claims())
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
     * A vintage before its rows are checked.
     *
     * @param input the rows and files, as read
     * @param bytes the total size of the files
     */
    record UncuratedVintage(ReleaseReader.Result input, long bytes) {}

    /** Checks and loads vintages. Vintages without kept releases, or with too many for memory, are left out. */
    List<LoadedVintage> load(List<UncuratedVintage> vintages, MetricSources metrics) {
        List<LoadedVintage> loaded = new ArrayList<>();
        for (List<UncuratedVintage> batch : batches(vintages)) {
            ParallelTasks.map(batch.size(), i -> batch.get(i).bytes(), i -> load(batch.get(i), metrics))
                    .forEach(vintage -> vintage.ifPresent(loaded::add));
        }
        return loaded;
    }

    /**
     * Splits vintages, in order, into batches. The vintages of a batch are loaded concurrently, so the total size of
     * their files is limited. A vintage above the limit has a batch of its own.
     */
    private List<List<UncuratedVintage>> batches(List<UncuratedVintage> vintages) {
        List<List<UncuratedVintage>> batches = new ArrayList<>();
        long batchBytes = 0;
        for (UncuratedVintage vintage : vintages) {
            if (batches.isEmpty()
                    || batchBytes + vintage.bytes() > config.sizes().localBytes()) {
                batches.add(new ArrayList<>());
                batchBytes = 0;
            }
            batches.get(batches.size() - 1).add(vintage);
            batchBytes += vintage.bytes();
        }
        return batches;
    }

    private Optional<LoadedVintage> load(UncuratedVintage uncurated, MetricSources metrics) {
        Vintage vintage = uncurated.input().vintage();
        if (uncurated.bytes() <= config.sizes().localBytes()) {
            List<CuratedRelease> keptReleases = new VintageCurator(config.curation(), config.metrics(), metrics)
                    .keptReleases(uncurated.input().rows(), vintage);
            return keptReleases.isEmpty()
                    ? Optional.empty()
                    : new LoadedVintage(vintage, new ReleaseConverter(config.metrics()).converted(keptReleases))
                            .comparable(limit());
        }
        Dataset<Row> releases = uncurated.input().releases();
        RowMarks marks = config.scanner(config.segmentation(), RowMarks.NONE).markDuplicates(releases, vintage);
        Dataset<Row> keptReleases = config.scanner(config.segmentation(), marks).keptReleases(releases, vintage);
        return LoadedVintage.of(keptReleases, vintage, config.metrics(), limit());
    }

    private long limit() {
        return config.sizes().releases();
    }

    /** Combines other vintages with the one analysed, whose releases are collected only if a table needs them. */
    LoadedVintages withAnalysed(List<LoadedVintage> otherVintages, LocalDate analysed, ReleaseSelection selection) {
        return new LoadedVintages(
                analysed,
                TableNeeds.of(config).analysedVintage() ? selection.collect() : Optional.empty(),
                otherVintages);
    }
}
