package org.computetrends.table;

import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.optionalNumber;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Metric;

/** The {@code releases} table: every release kept, with every metric. */
public final class ReleasesTable {

    public static final String RELEASE_ID = "release_id";
    public static final String GENERATION = "generation";

    private ReleasesTable() {}

    /** The table for the configured metrics, with a column for each. */
    public static Table of(List<Metric> metrics) {
        List<Column> columns = new ArrayList<>(List.of(
                text(
                        RELEASE_ID,
                        "Normalized name, with #2, #3, ... by date where names repeat. Stable unless the source renames"
                                + " a release or lists an older one of the same name."),
                text(CanonicalRelease.MODEL, "The system's name."),
                canonical(CanonicalRelease.ORGANIZATIONS),
                canonical(CanonicalRelease.COUNTRIES),
                canonical(CanonicalRelease.DOMAINS),
                required(
                        CanonicalRelease.PUBLISHED_ON,
                        DataTypes.DateType,
                        "Date of publication; the first day of the month or year if only that is known."),
                text(CanonicalRelease.DATE_PRECISION, "DAY, MONTH or YEAR.").oneOf(DatePrecision.values()),
                canonical(CanonicalRelease.CONFIDENCE),
                canonical(CanonicalRelease.NOTABLE),
                canonical(CanonicalRelease.ACCESSIBILITY),
                canonical(CanonicalRelease.BASE_MODEL)));
        for (Metric metric : metrics) {
            columns.add(
                    optionalNumber(metric.id(), metric.label() + ", in " + metric.unit() + "; null where unknown."));
        }
        columns.add(optional(
                        GENERATION,
                        DataTypes.StringType,
                        "The generation whose compute bounds contain the release's compute; null if none.")
                .references("generations", "generation"));
        return new Table("releases", "A kept release of an AI system, with its metrics.", List.of(RELEASE_ID), columns);
    }

    private static Column canonical(String name) {
        return CanonicalRelease.column(name).orElseThrow();
    }
}
