package org.computetrends.job;

import static org.computetrends.job.RowConditions.equal;
import static org.computetrends.job.RowConditions.near;
import static org.computetrends.job.RowConditions.requireEverywhere;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Columns of the default run that are defined by other columns, of their own table or of another: every row has the
 * value that the data dictionary defines, by Spark SQL.
 */
class DefinedColumnsIT {
    @BeforeAll
    static void tables() {
        RowConditions.registerTables();
    }

    @Test
    void growthFactorsAndDoublingTimesFollowFromSlopes() {
        for (String table : List.of("trends", "sensitivity", "trend_history")) {
            // Variants of days-per-month and days-per-year count doubling times in other months.
            String rows = table.equals("sensitivity") ? table + " where setting not like 'days-per-%'" : table;
            requireEverywhere(
                    rows,
                    List.of(
                            equal("growth_factor_per_year", "pow(10, slope_oom_per_year)"),
                            equal("doubling_time_months", "try_divide(12 * log10(2), slope_oom_per_year)"),
                            "(doubling_time_months is null) = (slope_oom_per_year is null or slope_oom_per_year <= 0)",
                            "slope_oom_per_year between slope_ci95_low and slope_ci95_high"));
        }
        requireEverywhere(
                "trend_history",
                List.of(
                        equal("growth_factor_ci95_low", "pow(10, slope_ci95_low)"),
                        equal("growth_factor_ci95_high", "pow(10, slope_ci95_high)"),
                        equal("doubling_time_ci95_low", "try_divide(12 * log10(2), slope_ci95_high)"),
                        "(end_value >= start_value) = (slope_oom_per_year >= 0)"));
    }

    @Test
    void changesBetweenVintagesAddUp() {
        requireEverywhere(
                "vintage_changes",
                List.of(
                        equal("change_oom_per_year", "slope_after_oom_per_year - slope_before_oom_per_year"),
                        near(
                                "change_oom_per_year",
                                "part_revised_oom_per_year + part_added_oom_per_year + part_withdrawn_oom_per_year"
                                        + " + part_rules_oom_per_year"),
                        equal("doubling_time_before_months", "try_divide(12 * log10(2), slope_before_oom_per_year)"),
                        equal("doubling_time_after_months", "try_divide(12 * log10(2), slope_after_oom_per_year)"),
                        "(status = 'SPLIT') = (part_added_oom_per_year is not null)"));
        requireEverywhere(
                "vintage_changes c join trend_history h on c.metric = h.metric and c.cohort = h.cohort and c.era = h.era"
                        + " and h.variant = 'baseline' and h.values_vintage = c.from_vintage",
                List.of(equal("slope_before_oom_per_year", "slope_oom_per_year"), "n_before = n"));
    }

    @Test
    void factorsMultiplyToTheirProduct() {
        requireEverywhere(
                "(select sum(slope_oom_per_year) as of_parts, first(whole_slope_oom_per_year) as of_whole"
                        + " from decompositions group by decomposition)",
                List.of(near("of_parts", "of_whole")));
        requireEverywhere(
                "decompositions",
                List.of(
                        equal("growth_factor_per_year", "pow(10, slope_oom_per_year)"),
                        equal("share", "try_divide(slope_oom_per_year, whole_slope_oom_per_year)"),
                        "slope_oom_per_year between slope_ci95_low and slope_ci95_high",
                        "share between share_ci95_low and share_ci95_high"));
    }

    @Test
    void whatIfsMultiplyByTheirFactors() {
        requireEverywhere(
                "what_ifs",
                List.of(
                        equal("with_it", "without * factor"),
                        "with_it_low <= without * factor_low",
                        "with_it_high >= without * factor_high"));
    }

    @Test
    void countsOfRevisionsAddUp() {
        requireEverywhere(
                "revisions",
                List.of(
                        equal("revised_per_year", "try_divide(n_revised, value_years)"),
                        equal("beyond_factor_2_per_year", "try_divide(n_beyond_factor_2, value_years)"),
                        equal("withdrawn_per_year", "try_divide(n_withdrawn, value_years)"),
                        "n_beyond_factor_2 <= n_revised",
                        "n_revised + n_withdrawn <= n_values",
                        "n_delisted <= n_withdrawn",
                        "median_revision_oom <= largest_revision_oom",
                        "(largest_release_id is null) = (n_revised = 0)"));
        requireEverywhere(
                "(select r.*, sum(n_values) over w as all_values, sum(n_revised) over w as all_revised from revisions r"
                        + " where age_years <> 'ALL' and confidence <> 'ALL'"
                        + " window w as (partition by metric, across_seam)) by_group"
                        + " join revisions whole on whole.metric = by_group.metric and whole.age_years = 'ALL'"
                        + " and whole.confidence = 'ALL' and whole.across_seam = by_group.across_seam",
                List.of("all_values = whole.n_values", "all_revised = whole.n_revised"));
    }

    @Test
    void countsOfReportingAreInOrder() {
        requireEverywhere(
                "reporting",
                List.of(
                        equal("share", "try_divide(n_with_value, n_releases)"),
                        "n_with_value <= n_releases",
                        "n_valued_then <= n_listed_then",
                        "n_listed_then <= n_valued_since"));
        requireEverywhere(
                "reporting_delays",
                List.of(
                        equal("share_at_least", "try_divide(n_known_at_least, n_reached)"),
                        equal("share_at_most", "try_divide(n_known_at_most, n_reached)"),
                        "n_known_at_least <= n_known_at_most",
                        "n_reached + n_rejudged <= n_values"));
        requireEverywhere("threshold_counts", List.of("n_at_least <= n_with_value"));
        requireEverywhere(
                "(select *, lag(n_at_least) over (partition by counted_vintage, scope, metric order by threshold) as n_lower"
                        + " from threshold_counts)",
                List.of("n_at_least <= n_lower"));
    }

    @Test
    void valueChangesHaveTheValuesOfTheirKind() {
        requireEverywhere(
                "value_changes",
                List.of(
                        "kind <> 'ADDED' or old_value is null",
                        "kind <> 'WITHDRAWN' or new_value is null",
                        "old_value is not null or new_value is not null",
                        "(old_value is null) = (old_published_on is null)",
                        "(new_value is null) = (new_published_on is null)"));
    }

    @Test
    void frontierGapsAreBetweenObservedReleases() {
        requireEverywhere(
                "frontier_gaps g join observations l on l.metric = g.metric and l.release_id = g.largest_release"
                        + " join observations t on t.metric = g.metric and t.release_id = g.tenth_release",
                List.of(
                        equal("gap_oom", "log10(largest_value / tenth_value)"),
                        equal("largest_value", "l.value"),
                        equal("tenth_value", "t.value"),
                        "months_behind >= 0",
                        "l.published_on <= up_to and t.published_on <= up_to"));
    }

    @Test
    void releasesAtAThresholdAreCountedUpToTen() {
        requireEverywhere(
                "(select *, lag(n_releases) over (partition by metric, threshold order by year) as n_last_year"
                        + " from threshold_reaches)",
                List.of(
                        "n_last_year <= n_releases",
                        near("first_to_tenth_months", "datediff(tenth_date, first_date) / 30.4375D"),
                        "(status = 'TEN_REACHED') = (n_releases >= 10)",
                        "(tenth_date is not null) = (n_releases >= 10)",
                        "(status = 'NOT_REACHED') = (n_releases = 0)",
                        "(first_date is null) = (n_releases = 0)",
                        "first_date <= tenth_date and tenth_date <= up_to"));
    }

    @Test
    void sharesOfTheFrontierAddUpToOne() {
        requireEverywhere(
                "(select metric, grouped_by, year, sum(frontier_share) as f, sum(amount_share) as a,"
                        + " sum(record_share) as r from concentration group by all)",
                List.of(near("f", "1"), near("a", "1"), near("r", "1")));
    }

    @Test
    void densitiesCountObservations() {
        requireEverywhere(
                "densities d join observations o on o.metric = d.metric and o.release_id = d.largest_release_id",
                List.of(
                        near("value_from", "pow(10, half_orders / 2)"),
                        near("value_to", "pow(10, (half_orders + 1) / 2)"),
                        "largest_value >= value_from * (1 - 1e-12) and largest_value < value_to * (1 + 1e-12)",
                        equal("largest_value", "o.value"),
                        "quarter = date_trunc('quarter', o.published_on)"));
        requireEverywhere(
                "(select metric, quarter, sum(n) as n from densities group by all) d full join"
                        + " (select metric, cast(date_trunc('quarter', published_on) as date) as quarter,"
                        + " count(*) as n from observations group by all) o"
                        + " on o.metric = d.metric and o.quarter = d.quarter",
                List.of("d.n <=> o.n"));
    }

    @Test
    void resourceEstimatesHaveTheirNearestReleases() {
        for (String neighbour : List.of("nearest", "second_nearest")) {
            requireEverywhere(
                    "resource_estimates e join observations v on v.metric = e.metric and v.release_id = e." + neighbour
                            + "_release join resource_fits f on f.metric = e.metric join observations c on"
                            + " c.metric = f.compute_metric and c.release_id = e." + neighbour + "_release",
                    List.of(
                            equal(neighbour + "_value", "v.value"),
                            neighbour + "_published_on = v.published_on",
                            equal(neighbour + "_compute_flop", "c.value")));
        }
        requireEverywhere(
                "resource_estimates e join resource_fits f on f.metric = e.metric",
                List.of(
                        "extrapolates = (compute_flop not between least_compute_flop and largest_compute_flop)",
                        "estimate between e.ci80_low and e.ci80_high"));
    }

    @Test
    void crossingsAndGenerationsHaveTheirFirstReleases() {
        requireEverywhere(
                "crossings c join observations o on o.metric = c.metric and o.release_id = c.first_observed_release"
                        + " join releases r on r.release_id = c.first_observed_release",
                List.of("o.published_on = first_observed_on", "o.value >= threshold", "r.model = first_observed_name"));
        requireEverywhere(
                "generations g join crossings c on c.scenario = g.scenario and c.metric = 'training_compute'"
                        + " and c.cohort = 'record' and c.threshold = g.compute_low_flop",
                List.of(
                        "g.first_observed_on = c.first_observed_on",
                        "g.simulated_median = c.simulated_median",
                        "g.simulated80_low = c.simulated80_low",
                        "g.simulated80_high = c.simulated80_high",
                        "g.simulated95_low = c.simulated95_low",
                        "g.simulated95_high = c.simulated95_high",
                        "g.status = c.status"));
    }

    @Test
    void claimsHaveRatiosToPublishedValues() {
        requireEverywhere(
                "claims",
                List.of(
                        "published_value is null or ratio_then is null or "
                                + near("ratio_then", "ours_then / published_value"),
                        "published_value is null or ratio_newest is null or "
                                + near("ratio_newest", "ours_newest / published_value"),
                        "(ours_newest is null) = (basis_newest = 'NONE')",
                        "vintage_then <= vintage"));
    }

    @Test
    void leadsAreGapsOverSlopes() {
        requireEverywhere(
                "leads",
                List.of(
                        near("behind_months", "try_divide(12 * gap_oom, leader_slope_oom_per_year)"),
                        near("catch_up_months", "try_divide(12 * gap_oom, follower_slope_oom_per_year)"),
                        near("staircase_months", "datediff(on_date, match_published_on) / 30.4375D"),
                        "n_unmatched <= n_records"));
    }

    @Test
    void comparisonsAreDifferencesOfTrends() {
        requireEverywhere(
                "comparisons c join trends a on a.metric = c.metric and a.cohort = c.cohort and a.era = c.era"
                        + " and a.growth_model = 'exponential' join trends b on b.metric = c.metric"
                        + " and b.cohort = c.other_cohort and b.era = c.other_era and b.growth_model = 'exponential'",
                List.of(
                        near("slope_difference", "a.slope_oom_per_year - b.slope_oom_per_year"),
                        "c.n = a.n and c.other_n = b.n",
                        "n_shared <= least(a.n, b.n)",
                        "method_p_value <= method_p_value_holm",
                        near("ci95_low + ci95_high", "2 * slope_difference"),
                        near("cluster_ci95_low + cluster_ci95_high", "2 * slope_difference"),
                        near("cr3_ci95_low + cr3_ci95_high", "2 * slope_difference")));
    }
}
