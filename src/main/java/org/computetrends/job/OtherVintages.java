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
import org.computetrends.ingest.ReleaseReader;

/** Brings the vintages that a run's tables need to the driver, curated as the vintage analysed is. */
final class OtherVintages {

    private OtherVintages() {}

    /** Reads vintages, those left out that have more releases than may be held. */
    static HeldVintages read(
            SparkSession session, TrendConfig config, ReleaseReader.Result analysed, Dataset<Row> releases) {
        boolean newerToo = VintageHistory.needsAllVintages(config);
        boolean older =
                newerToo || VintageHistory.needsEarlierVintages(config) || Evaluations.needsEarlierVintages(config);
        List<HeldVintage> held = new ArrayList<>();
        for (LocalDate vintage : analysed.others()) {
            if (vintage.isBefore(analysed.vintage()) ? older : newerToo) {
                Dataset<Row> read = new ReleaseReader(config.input(), Optional.of(vintage), config.mapping())
                        .read(session)
                        .releases();
                hold(new ReleaseCurator(config.curation()).kept(read, vintage), vintage, config)
                        .ifPresent(held::add);
            }
        }
        Optional<HeldVintage> own = older ? hold(releases, analysed.vintage(), config) : Optional.empty();
        return new HeldVintages(analysed.vintage(), own, held);
    }

    private static Optional<HeldVintage> hold(Dataset<Row> releases, LocalDate vintage, TrendConfig config) {
        return HeldVintage.of(
                releases, vintage, config.metrics(), config.fitting().observationsLimit());
    }
}
