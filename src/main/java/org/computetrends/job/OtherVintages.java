package org.computetrends.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.ReleaseCurator;
import org.computetrends.evaluate.HeldVintage;
import org.computetrends.evaluate.HeldVintages;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.sql.WorkingSet;

/** Brings the vintages that a run's tables need to the driver, curated as the vintage analysed is. */
final class OtherVintages {
    private final SparkSession session;
    private final TrendConfig config;

    OtherVintages(SparkSession session, TrendConfig config) {
        this.session = session;
        this.config = config;
    }

    /** Reads vintages other than the one analysed, those left out that have more releases than may be held. */
    List<HeldVintage> read(ReleaseReader.Result analysed) {
        List<HeldVintage> held = new ArrayList<>();
        for (LocalDate vintage : analysed.others()) {
            if (vintage.isBefore(analysed.vintage()) ? needsAny() : VintageHistory.needsAllVintages(config)) {
                ReleaseReader.Result read =
                        new ReleaseReader(config.input(), Optional.of(vintage), config.mapping()).read(session);
                WorkingSet workingSet = workingSet(InputFiles.bytes(session, read.files()));
                hold(
                                new ReleaseCurator(config.curation(), workingSet)
                                        .kept(workingSet.arranged(read.releases()), vintage),
                                vintage)
                        .ifPresent(held::add);
            }
        }
        return held;
    }

    /**
     * Those vintages and the one analysed, where a table needs them.
     *
     * @param releases the curated releases of the vintage analysed, unless they are too many to be looked at one by one
     */
    HeldVintages with(List<HeldVintage> others, LocalDate analysed, Optional<Dataset<Row>> releases) {
        return new HeldVintages(
                analysed, releases.filter(few -> needsAny()).flatMap(few -> hold(few, analysed)), others);
    }

    /** How an input of some size is worked on. */
    WorkingSet workingSet(long bytes) {
        return WorkingSet.of(
                bytes, config.smallInputBytes(), session.sparkContext().isLocal());
    }

    private boolean needsAny() {
        return VintageHistory.needsAllVintages(config)
                || VintageHistory.needsEarlierVintages(config)
                || Evaluations.needsEarlierVintages(config);
    }

    private Optional<HeldVintage> hold(Dataset<Row> releases, LocalDate vintage) {
        return HeldVintage.of(
                releases, vintage, config.metrics(), config.fitting().observationsLimit());
    }
}
