package org.computetrends.table;

import org.computetrends.domain.RevisionRate;

/** The {@code revisions} table: how often values change after publication. */
public final class RevisionsTable {

    public static final RecordTable<RevisionRate> REVISIONS = RecordTable.<RevisionRate>named(
                    "revisions",
                    "How often values of a metric were revised or withdrawn from one vintage to the next, up to the"
                            + " run's, by age and confidence.")
            .metric(row -> row.group().metric())
            .text("age_years", row -> row.group().age())
            .meaning("Years from the release to the earlier vintage, by the setting revisions.ages-years, such as 1-2"
                    + " or 5+; ALL for every age.")
            .text("confidence", row -> row.group().confidence())
            .meaning("The source's label in the earlier vintage; UNLABELLED where it has none, ALL for every label.")
            .flag("across_seam", row -> row.group().acrossSeam())
            .meaning("Whether there is a seam between the vintages. Many revisions and withdrawals across a seam are"
                    + " editorial.")
            .key()
            .optionalNumber("value_years", RevisionRate::valueYears)
            .meaning("Years from a vintage to the next, summed over the values of the earlier vintage.")
            .count("n_values", RevisionRate::values)
            .meaning("Values of earlier vintages, each counted for every pair of vintages it is in.")
            .count("n_revised", row -> row.counts().revised())
            .meaning("Of the n_values values, those that differ in the next vintage by more than rounding.")
            .count("n_beyond_factor_2", row -> row.counts().beyondTwo())
            .meaning("Of the n_revised values, those that differ by more than a factor of two.")
            .count("n_withdrawn", row -> row.counts().withdrawn())
            .meaning("Values that the next vintage does not have.")
            .count("n_delisted", row -> row.counts().delisted())
            .meaning("Of the n_withdrawn values, those with a release that the next vintage does not list.")
            .optionalNumber("median_revision_oom", RevisionRate::sizes, RevisionRate.Sizes::median)
            .meaning("The median revision, up or down, in OOM; null for none.")
            .optionalNumber("largest_revision_oom", RevisionRate::sizes, RevisionRate.Sizes::largest)
            .meaning("The largest revision, up or down, in OOM; null for none.")
            .optionalText("largest_release_id", RevisionRate::sizes, RevisionRate.Sizes::largestRelease)
            .meaning("The release with the largest revision; null for none.")
            .optionalNumber("revised_per_year", row -> row.perYear(row.counts().revised()))
            .meaning("Revisions a year for one value: n_revised divided by value_years.")
            .optionalNumber(
                    "beyond_factor_2_per_year", row -> row.perYear(row.counts().beyondTwo()))
            .meaning("n_beyond_factor_2 divided by value_years.")
            .optionalNumber(
                    "withdrawn_per_year", row -> row.perYear(row.counts().withdrawn()))
            .meaning("n_withdrawn divided by value_years.")
            .build();

    private RevisionsTable() {}
}
