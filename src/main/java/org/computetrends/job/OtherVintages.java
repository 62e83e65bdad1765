package org.computetrends.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.HeldReleaseCurator;
import org.computetrends.curate.ReleaseCurator;
import org.computetrends.held.HeldVintage;
import org.computetrends.held.HeldVintages;
import org.computetrends.held.ReleaseCollector;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.ReleaseReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the vintages that a run's tables need to the driver, curated as the vintage analysed is. */
final class OtherVintages {
    private static final Logger LOG = LoggerFactory.getLogger(OtherVintages.class);

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
                ReleaseReader.Result read = new ReleaseReader(
                                config.input(), Optional.of(vintage), config.mapping(), config.badFiles())
                        .read(session);
                read.skipped().forEach(file -> LOG.warn("Of vintage {}, left out: {}", vintage, file.message()));
                hold(read).ifPresent(held::add);
            }
        }
        return held;
    }

    private Optional<HeldVintage> hold(ReleaseReader.Result read) {
        long limit = config.fitting().observationsLimit();
        if (config.isSmall(InputFiles.bytes(session, read.files()))) {
            HeldReleaseCurator.Result curated =
                    new HeldReleaseCurator(config.curation()).curate(read.releases(), read.vintage());
            return new HeldVintage(read.vintage(), new ReleaseCollector(config.metrics()).held(curated.releases()))
                    .within(limit);
        }
        return HeldVintage.of(
                new ReleaseCurator(config.curation()).kept(read.releases(), read.vintage()),
                read.vintage(),
                config.metrics(),
                limit);
    }

    /** Those vintages and the one analysed, where a table needs them. */
    HeldVintages with(List<HeldVintage> others, LocalDate analysed, CheckedReleases checked) {
        return new HeldVintages(
                analysed,
                needsAny() || Evaluations.needsOwnVintage(config)
                        ? checked.vintage().get()
                        : Optional.empty(),
                others);
    }

    private boolean needsAny() {
        return VintageHistory.needsAllVintages(config)
                || VintageHistory.needsEarlierVintages(config)
                || Evaluations.needsEarlierVintages(config);
    }
}
