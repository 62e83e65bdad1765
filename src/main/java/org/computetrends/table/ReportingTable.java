package org.computetrends.table;

import static org.computetrends.table.Column.optionalDate;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.ReportedYear;
import org.computetrends.domain.ReportedYear.KnownEarlier;
import org.computetrends.domain.TimeScale;
import org.jspecify.annotations.Nullable;

/** The {@code reporting} table: how many of a year's releases have a value, and how late values are reported. */
public final class ReportingTable {

    /**
     * A year of releases, with what the table needs to convert it to a row.
     *
     * @param timeScale the conversion of dates to years
     * @param coverage the end of each vintage's coverage
     */
    public record Row(ReportedYear year, TimeScale timeScale, Coverage coverage) {

        /** A row for each year. */
        public static List<Row> of(List<ReportedYear> years, TimeScale timeScale, Coverage coverage) {
            return years.stream()
                    .map(year -> new Row(year, timeScale, coverage))
                    .toList();
        }
    }

    /**
     * The end of coverage of the vintage that a row is computed from. Other tables have it too, where a release may
     * have happened but is not known yet.
     */
    static final Column KNOWN_TO = optionalDate(
            "known_to",
            "The end of the vintage's coverage of the metric: the date of the last"
                    + " value on the frontier by an organization that had another one in the years before (the setting"
                    + " reporting.established-years). Later values may still be missing. Null where unknown, or where"
                    + " low outliers are dropped and not all releases are in memory.");

    public static final RecordTable<Row> REPORTING = RecordTable.<Row>named(
                    "reporting", "A metric and a year of release: how many releases have a value, by vintage.")
            .metric(row -> row.year().metric())
            .wholeNumber("release_year", row -> row.year().releaseYear())
            .meaning("The year of the releases' dates.")
            .date("values_vintage", row -> row.year().valuesVintage())
            .meaning("The vintage counted: the row's own, or an older one. An older one has only the years in which the"
                    + " row's own has values.")
            .key()
            .optionalNumber("age_years", row -> row.year().ageYears(row.timeScale()))
            .meaning("Years from the middle of the year to values_vintage.")
            .count("n_releases", row -> row.year().releases())
            .meaning("Releases of the year that the vintage lists.")
            .count("n_with_value", row -> row.year().withValue())
            .meaning("Of the n_releases releases, those with a value of the metric.")
            .optionalNumber("share", row -> row.year().shareWithValue())
            .meaning("n_with_value divided by n_releases; null without releases.")
            .optionalNumber("share_of_usual", row -> row.year().shareOfUsual())
            .meaning("share divided by the metric's usual share. This is the share over as many years as the setting"
                    + " reporting.usual-years, the last of which is two years before the vintage's. Null in an older"
                    + " vintage, or where there is no usual share.")
            .flag("under_reported", row -> row.year().isUnderReported())
            .meaning("Whether share_of_usual is below the setting reporting.under-reported-below in this and every"
                    + " later listed year; only for the vintage's year and the year before. False in an older vintage.")
            .optional("n_valued_since", DataTypes.LongType, ifKnown(KnownEarlier::valued))
            .meaning("For an older vintage: releases of the year with a value in the row's"
                    + " own vintage; null where values_vintage is the row's own.")
            .optional("n_listed_then", DataTypes.LongType, ifKnown(KnownEarlier::listedThen))
            .meaning("Of the n_valued_since releases, those that the older vintage lists,"
                    + " under any name; null where values_vintage is the row's own.")
            .optional("n_valued_then", DataTypes.LongType, ifKnown(KnownEarlier::valuedThen))
            .meaning("Of the n_valued_since releases, those with a value in the older"
                    + " vintage; null where values_vintage is the row's own.")
            .optionalNumber("completeness", row -> row.year().completeness())
            .meaning("For the row's own vintage: of the values known now, the share that older vintages had, over years"
                    + " within half a year of age_years; null where there are none, and in an older vintage.")
            .column(
                    KNOWN_TO,
                    row -> row.coverage()
                            .end(row.year().valuesVintage(), row.year().metric()))
            .build();

    private ReportingTable() {}

    private static Function<Row, @Nullable Object> ifKnown(Function<KnownEarlier, Object> value) {
        return RecordTable.ofPart(row -> row.year().knownEarlier(), value);
    }
}
