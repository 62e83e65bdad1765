package org.computetrends.job;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.ReleaseCurator;
import org.computetrends.curate.ReleaseJudge;
import org.computetrends.domain.Vintage;
import org.computetrends.sql.RowMarks;

/**
 * Compares the rows of a vintage with each other, however many there are: those whose name another row has.
 *
 * @param config the settings
 */
record Curation(TrendConfig config) {

    /** The rows judged each by itself, for scans. */
    Dataset<Row> judged(Dataset<Row> releases) {
        return new ReleaseJudge(config.curation()).inOrder(releases);
    }

    /** Which rows are copies of others, and the numbers of ids. */
    RowMarks marks(Dataset<Row> releases, Vintage vintage) {
        return new ReleaseCurator(config.curation())
                .marks(config.scanner(config.segmentation(), RowMarks.NONE)
                        .sharingNames(releases, judged(releases), vintage));
    }

    /** The releases that are kept, with their ids. */
    Dataset<Row> kept(Dataset<Row> releases, Vintage vintage) {
        return kept(releases, marks(releases, vintage));
    }

    Dataset<Row> kept(Dataset<Row> releases, RowMarks marks) {
        return new ReleaseCurator(config.curation()).kept(releases, marks);
    }
}
