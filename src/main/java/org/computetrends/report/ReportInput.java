package org.computetrends.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PublishedTable;

/**
 * The input of a page: published tables of one {@link org.computetrends.domain.Vintage}, and their provenance.
 *
 * @param tables the tables by name. A table that was not published is absent or empty. {@code observations} is a sample if there
 *     are more than a page can show; {@code releases} then has only the releases of the sample
 * @param provenance the run that made the tables
 */
public record ReportInput(Map<String, PublishedTable> tables, Provenance provenance) {

    public ReportInput {
        tables = Map.copyOf(tables);
    }

    Rows rows(String table) {
        PublishedTable published = tables.get(table);
        return new Rows(published == null ? List.of() : published.rows());
    }

    /** The name of a release; its id if the page lacks the release. */
    String releaseName(String id) {
        return rows("releases")
                .where("release_id", id)
                .first()
                .map(row -> row.requireText("model"))
                .orElse(id);
    }

    /** The number of rows published, of which {@link #rows} may be a sample. */
    long rowsPublished(String table) {
        PublishedTable published = tables.get(table);
        return published == null ? 0 : published.rowsPublished();
    }

    /** Whether the page has some observations, and every one that was published. */
    boolean hasEveryObservation() {
        int observations = rows("observations").size();
        return observations > 0 && observations == rowsPublished("observations");
    }

    /** Exponential trends that were fitted. */
    Rows trends() {
        return rows("trends")
                .where("growth_model", GrowthModel.EXPONENTIAL.id())
                .where(row -> row.has("slope_oom_per_year"));
    }

    LocalDate vintage() {
        return provenance.vintage();
    }
}
