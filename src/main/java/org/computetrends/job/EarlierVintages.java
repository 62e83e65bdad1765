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
import org.computetrends.ingest.ReleaseReader;

/** Brings the older vintages of the input to the driver, curated as the vintage analysed is. */
final class EarlierVintages {

    private EarlierVintages() {}

    /** Reads vintages, those left out that have more releases than may be held. */
    static List<HeldVintage> read(SparkSession session, TrendConfig config, List<LocalDate> vintages) {
        List<HeldVintage> held = new ArrayList<>();
        for (LocalDate vintage : vintages) {
            Dataset<Row> read = new ReleaseReader(config.input(), Optional.of(vintage), config.mapping())
                    .read(session)
                    .releases();
            Dataset<Row> curated = new ReleaseCurator(config.curation()).kept(read, vintage);
            HeldVintage.of(curated, vintage, config.metrics(), config.backtest().releasesLimit())
                    .ifPresent(held::add);
        }
        return held;
    }
}
