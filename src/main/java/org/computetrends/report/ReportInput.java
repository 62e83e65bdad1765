package org.computetrends.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.TrendKey;

/**
 * What a page is made from: published tables of one vintage, and what they were made of.
 *
 * @param tables the tables by name; one that was not published is absent or empty. Of {@code observations} as many as a
 *     page can show, and of {@code releases} those that these name
 * @param provenance what made them
 */
public record ReportInput(Map<String, PublishedTable> tables, Provenance provenance) {

    public ReportInput {
        tables = Map.copyOf(tables);
    }

    Rows rows(String table) {
        PublishedTable found = tables.get(table);
        return new Rows(found == null ? List.of() : found.rows());
    }

    /** How many rows a table was published with. */
    long rowsPublished(String table) {
        PublishedTable found = tables.get(table);
        return found == null ? 0 : found.rowsPublished();
    }

    /** Exponential trends that were fitted. */
    Rows trends() {
        return rows("trends")
                .where("growth_model", GrowthModel.EXPONENTIAL.id())
                .where(row -> row.has("slope_oom_per_year"));
    }

    /** A trend, where it was fitted. */
    Optional<PublishedRow> trend(TrendKey key) {
        return trends().of(key).first();
    }

    LocalDate vintage() {
        return provenance.vintage();
    }
}
