package org.computetrends.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.ReleaseCurator;
import org.computetrends.ingest.InputFingerprint;
import org.computetrends.ingest.ReleaseReader;

/**
 * The older vintages of the input, curated as the vintage analysed is.
 *
 * @param releases curated releases by vintage
 * @param fingerprints a digest of each vintage's rows as read, with its date, in order
 */
record EarlierVintages(SortedMap<LocalDate, Dataset<Row>> releases, List<String> fingerprints) {

    EarlierVintages {
        releases = Collections.unmodifiableSortedMap(releases);
        fingerprints = List.copyOf(fingerprints);
    }

    /** Reads and curates vintages. */
    static EarlierVintages read(SparkSession session, TrendConfig config, List<LocalDate> vintages) {
        SortedMap<LocalDate, Dataset<Row>> releases = new TreeMap<>();
        List<String> fingerprints = new ArrayList<>();
        for (LocalDate vintage : vintages) {
            Dataset<Row> read = new ReleaseReader(config.input(), Optional.of(vintage), config.mapping())
                    .read(session)
                    .releases();
            fingerprints.add(vintage + " " + InputFingerprint.of(read).digest());
            releases.put(
                    vintage,
                    new ReleaseCurator(config.curation()).curate(read, vintage).releases());
        }
        return new EarlierVintages(releases, fingerprints);
    }
}
