package org.computetrends.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;

/**
 * The input of a page: published tables of one {@link org.computetrends.domain.Vintage}, and their provenance.
 *
 * @param tables the tables by name. A table that was not published is absent or empty. {@code observations} is a sample
 *     if there are more rows than a page can show; {@code releases} then has only the releases of the sample. {@code
 *     odds}, {@code rejects}, {@code nowcasts} and {@code value_changes} have only rows that a page shows
 * @param provenance the run that made the tables
 */
public record ReportInput(Map<String, PublishedTable> tables, Provenance provenance) {

    public ReportInput {
        tables = Map.copyOf(tables);
    }

    /** The table's rows; none if the table was not published. */
    Rows rows(String table) {
        PublishedTable published = tables.get(table);
        return new Rows(published == null ? List.of() : published.rows());
    }

    /** The rows of {@code releases} by their id. */
    Map<String, PublishedRow> releasesById() {
        return rows("releases").stream()
                .collect(Collectors.toMap(row -> row.requireText("release_id"), Function.identity()));
    }

    /** The name of a release; its id if {@code releases} lacks it. */
    String releaseName(String id) {
        PublishedRow release = releasesById().get(id);
        return release == null ? id : release.requireText("model");
    }

    /** The number of published rows, of which {@link #rows} may be only some. For {@code odds}, the number in rows. */
    long rowsPublished(String table) {
        PublishedTable published = tables.get(table);
        return published == null ? 0 : published.rowsPublished();
    }

    /** Whether {@code observations} has rows, and has every row that was published. */
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
