package org.computetrends.select;

import java.util.List;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Metric;
import org.computetrends.domain.NamedDerivatives;
import org.computetrends.domain.Vintage;
import org.computetrends.sql.ReleaseRows;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.CuratedRelease;

/**
 * Curates the releases of a vintage in memory: rejects faulty rows and duplicates. Use {@link ReleaseScanner} for
 * vintages that do not fit in memory.
 *
 * @param metrics the metrics that curated releases have values of
 * @param sources how the values of these metrics are computed
 */
public record VintageCurator(CurationRules rules, List<Metric> metrics, MetricSources sources) {

    /**
     * Curates a vintage.
     *
     * @param rows every row of the vintage as read, with the canonical columns, {@code source_file} and the columns of
     *     {@code ReadColumns}
     * @param vintage the vintage of the rows: its scope and last date decide which rows are rejected
     */
    public CuratedVintage curate(ReleaseRows rows, Vintage vintage) {
        return curated(rows, vintage, /* hasRejects= */ true);
    }

    /** The releases that {@link #curate} keeps. Faster, because no rejects and no fingerprint are collected. */
    public List<CuratedRelease> keptReleases(ReleaseRows rows, Vintage vintage) {
        return curated(rows, vintage, /* hasRejects= */ false).releases();
    }

    private CuratedVintage curated(ReleaseRows rows, Vintage vintage, boolean hasRejects) {
        ReleaseColumns columns = ReleaseColumns.ofAll(sources, RowMarks.NONE);
        // Any imputation and families will do, because results do not depend on the imputed day or on ranks.
        ReleaseBatch.Settings checks = new ReleaseBatch.Settings(
                columns, new ReleaseRules(rules, vintage, DateImputation.MIDDLE, NamedDerivatives.NONE));
        InMemoryCuration.Settings settings =
                new InMemoryCuration.Settings(checks, CuratedRelease.schema(metrics), hasRejects);
        return rows.fold(columns.names(), settings, InMemoryCuration::new).result();
    }
}
