package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.RevisionRate;
import org.jspecify.annotations.Nullable;

/** The {@code revisions} table: how often values change after publication. */
public final class RevisionsTable {

    public static final RecordTable<RevisionRate> REVISIONS = RecordTable.<RevisionRate>named(
                    "revisions",
                    "How often values of a metric were revised or withdrawn from one vintage to the next, up to the"
                            + " run's, by age and confidence.")
            .key(text("metric", "The metric's id."), row -> row.group().metric())
            .key(
                    text(
                            "age_years",
                            "Years from the release to the earlier vintage, by the setting revisions.ages-years, such as 1-2"
                                    + " or 5+; ALL for every age."),
                    row -> row.group().age())
            .key(
                    text(
                            "confidence",
                            "The source's label in the earlier vintage; UNLABELLED where it has none, ALL for every label."),
                    row -> row.group().confidence())
            .key(
                    required(
                            "across_seam",
                            DataTypes.BooleanType,
                            "Whether there is a seam between the vintages, where values are withdrawn by editorial choice."),
                    row -> row.group().acrossSeam())
            .column(
                    number("value_years", "Years from each vintage to the next, summed over its values."),
                    RevisionRate::valueYears)
            .column(
                    count("n_values", "Values of earlier vintages, each counted for every pair of vintages it is in."),
                    RevisionRate::values)
            .column(
                    count("n_revised", "Of these, values that differ in the next vintage by more than rounding."),
                    row -> row.counts().revised())
            .column(
                    count("n_beyond_factor_2", "Of these, values that differ by more than a factor of two."),
                    row -> row.counts().beyondTwo())
            .column(
                    count("n_withdrawn", "Values that the next vintage does not have."),
                    row -> row.counts().withdrawn())
            .column(
                    count("n_delisted", "Of these, values with a release that it does not list."),
                    row -> row.counts().delisted())
            .column(
                    number("median_revision_oom", "The median revision, up or down, in OOM; null for none."),
                    size(RevisionRate.Sizes::median))
            .column(
                    number("largest_revision_oom", "The largest revision, up or down, in OOM; null for none."),
                    size(RevisionRate.Sizes::largest))
            .column(
                    optional(
                            "largest_release_id",
                            DataTypes.StringType,
                            "The release with the largest revision; null for none."),
                    size(RevisionRate.Sizes::largestRelease))
            .column(
                    number("revised_per_year", "Revisions a year for one value: n_revised divided by value_years."),
                    row -> row.perYear(row.counts().revised()))
            .column(
                    number("beyond_factor_2_per_year", "n_beyond_factor_2 divided by value_years."),
                    row -> row.perYear(row.counts().beyondTwo()))
            .column(
                    number("withdrawn_per_year", "n_withdrawn divided by value_years."),
                    row -> row.perYear(row.counts().withdrawn()))
            .build();

    private RevisionsTable() {}

    private static Function<RevisionRate, @Nullable Object> size(Function<RevisionRate.Sizes, Object> value) {
        return row -> {
            RevisionRate.Sizes sizes = row.sizes();
            return sizes == null ? null : value.apply(sizes);
        };
    }
}
