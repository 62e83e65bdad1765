package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.ReportedYear;
import org.computetrends.domain.ReportedYear.KnownSince;
import org.computetrends.domain.TimeScale;
import org.jspecify.annotations.Nullable;

/** The {@code reporting} table: how many of a year's releases have a value, and how late values are reported. */
public final class ReportingTable {

    /**
     * A year, with what its age depends on.
     *
     * @param year the year
     * @param timeScale how dates become years
     * @param coverage where coverage of the vintages ends
     */
    public record Row(ReportedYear year, TimeScale timeScale, Coverage coverage) {

        /** Rows of years. */
        public static List<Row> of(List<ReportedYear> years, TimeScale timeScale, Coverage coverage) {
            List<Row> rows = new ArrayList<>();
            years.forEach(year -> rows.add(new Row(year, timeScale, coverage)));
            return rows;
        }
    }

    /**
     * In this table, of the vintage looked at; in tables with events that may not be seen yet, of the run's own vintage.
     */
    static final Column KNOWN_TO = date(
            "known_to",
            "The end of the vintage's coverage of the metric: the date of the last value among ranked"
                    + " releases of organizations that had another value in the years before (the setting"
                    + " reporting.established-years). Later values may still be missing. Null where unknown, or where"
                    + " low outliers are dropped and not all releases are in memory.");

    public static final RecordTable<Row> REPORTING = RecordTable.<Row>named(
                    "reporting", "A metric and a year of release: how many releases have a value, by vintage.")
            .key(text("metric", "The metric's id."), row -> row.year().metric())
            .key(
                    required("release_year", DataTypes.IntegerType, "The year of the releases' dates."),
                    row -> row.year().releaseYear())
            .key(
                    required(
                            "values_vintage",
                            DataTypes.DateType,
                            "The vintage counted: the row's own, or an older one, for years with values known since."),
                    row -> row.year().valuesVintage())
            .column(
                    number("age_years", "Years from the middle of the year to values_vintage."),
                    row -> row.year().ageYears(row.timeScale()))
            .column(
                    count("n_releases", "Releases of the year that the vintage lists."),
                    row -> row.year().releases())
            .column(
                    count("n_with_value", "Of these, those with a value of the metric."),
                    row -> row.year().withValue())
            .column(
                    number("share", "n_with_value divided by n_releases."),
                    row -> row.year().share())
            .column(
                    number(
                            "share_of_usual",
                            "share divided by the metric's usual share, that of the setting reporting.usual-years up to two"
                                    + " years before the vintage's; null in an older vintage, or where there is no usual share."),
                    row -> row.year().shareOfUsual())
            .column(
                    required(
                            "under_reported",
                            DataTypes.BooleanType,
                            "Whether share_of_usual is below the setting reporting.under-reported-below in the vintage's year,"
                                    + " or in the year before if it is in both. False in an older vintage."),
                    row -> row.year().isUnderReported())
            .column(
                    since("n_valued_since", "Releases of the year with a value in the row's own vintage"),
                    row -> known(row, KnownSince::valued))
            .column(
                    since("n_listed_then", "Of these, those that the older vintage lists, under any name"),
                    row -> known(row, KnownSince::listedThen))
            .column(
                    since("n_valued_then", "Of these, those with a value in the older vintage"),
                    row -> known(row, KnownSince::valuedThen))
            .column(
                    number(
                            "completeness",
                            "For the row's own vintage: the share of values known since that older vintages had, over years"
                                    + " within half a year of this age; null where there are none, and in an older vintage."),
                    row -> row.year().completeness())
            .column(
                    KNOWN_TO,
                    row -> row.coverage()
                            .end(row.year().valuesVintage(), row.year().metric()))
            .build();

    private ReportingTable() {}

    private static Column since(String name, String meaning) {
        return optional(name, DataTypes.LongType, meaning + "; null in the row's own vintage.");
    }

    private static @Nullable Object known(Row row, ToLongFunction<KnownSince> value) {
        KnownSince since = row.year().since();
        return since == null ? null : (Long) value.applyAsLong(since);
    }
}
