package org.computetrends.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.ResourceEstimate;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.RunResource;
import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.Plane;
import org.computetrends.stats.PredictionMargins;
import org.jspecify.annotations.Nullable;

/**
 * The tables of what training runs take, such as cost and power: {@code resource_fits}, with regressions on past runs,
 * and {@code resource_estimates}, with estimates for the first run of each generation.
 */
public final class ResourceTables {

    public static final RecordTable<ResourceFit> RESOURCE_FITS = RecordTable.<ResourceFit>named(
                    "resource_fits",
                    "What training runs take of a resource by date and compute: least squares of log10 of the"
                            + " quantity on years and log10 of compute, over runs within 2 orders of magnitude of the record of"
                            + " their day. Empty where not all releases are in memory.")
            .oneOf("resource", ResourceFit::resource, RunResource.values(), RunResource::id)
            .meaning("The resource.")
            .key()
            .text("metric", ResourceFit::metric)
            .meaning("The metric that measures the resource.")
            .oneOf("status", ResourceFit::status, ResourceFit.Status.values())
            .meaning("FITTED; FEW_RUNS, with fewer than 50; or NOT_FITTED, with too few for a fit.")
            .count("n", fit -> (long) fit.runs().size())
            .meaning("Runs fitted.")
            .count(
                    "n_organizations",
                    fit -> fit.runs().stream()
                            .map(ResourceFit.PastRun::cluster)
                            .distinct()
                            .count())
            .meaning("Distinct first-named organizations of the runs fitted; a release that names none counts as one.")
            .optionalNumber("intercept_oom", ResourceFit::regression, fit -> fit.coefficients()[0])
            .meaning("Log10 of the quantity on 2000-01-01 at a compute of 1 FLOP; null where not fitted.")
            .optionalNumber("slope_oom_per_year", ResourceFit::regression, fit -> fit.coefficients()[1])
            .meaning("Change at equal compute, orders of magnitude a year.")
            .optionalNumber("slope_se_cr3", ResourceFit::regression, fit -> fit.standardErrors()[1])
            .meaning("CR3 standard error of slope_oom_per_year: the jackknife over organizations.")
            .optionalNumber("elasticity", ResourceFit::regression, fit -> fit.coefficients()[2])
            .meaning("Orders of magnitude for each order of magnitude of compute, at an equal date.")
            .optionalNumber("elasticity_se_cr3", ResourceFit::regression, fit -> fit.standardErrors()[2])
            .meaning("CR3 standard error of elasticity.")
            .optionalNumber("residual_sd_oom", ResourceFit::regression, ClusteredRegression::residualSd)
            .meaning("Residual standard deviation, OOM.")
            .optionalNumber(
                    "left_out_rmse_oom",
                    ResourceFit::regression,
                    fit -> fit.leftOut().rootMeanSquare())
            .meaning("Root mean square error of leave-one-organization-out predictions, OOM.")
            .optionalNumber(
                    "left_out_coverage80", ResourceFit::leftOut, ClusteredRegression.PredictionErrors::coverage80)
            .meaning("Share of runs inside the 80% intervals of leave-one-organization-out"
                    + " predictions, whose margins are estimated in the same way.")
            .optionalNumber(
                    "left_out_coverage80_p_value",
                    ResourceFit::leftOut,
                    ClusteredRegression.PredictionErrors::coverage80PValue)
            .meaning("P-value of the exact binomial test that left_out_coverage80 is 80%,"
                    + " with runs taken as independent.")
            .optionalNumber("largest_mean_residual_oom", ResourceFit::meanResidualOfLargest)
            .meaning("Mean residual of the ten runs with the most compute, OOM.")
            .optionalNumber("least_compute_flop", ofRange(ResourceFit::leastComputeFlop))
            .meaning("The least compute of the runs fitted, FLOP.")
            .optionalNumber("largest_compute_flop", ofRange(ResourceFit::largestComputeFlop))
            .meaning("The most compute of the runs fitted, FLOP.")
            .optionalNumber("mean_years", plane(Plane::firstMean))
            .meaning("Mean date of the runs fitted, years since 2000-01-01.")
            .optionalNumber("mean_log10_compute", plane(Plane::secondMean))
            .meaning("Mean of log10 of the compute of the runs fitted.")
            .optionalNumber("slope_variance_factor", plane(Plane::firstVariance))
            .meaning("Variance of slope_oom_per_year divided by the residual variance. Half the width of one run's"
                    + " interval, OOM, is margin80 or margin95, times residual_sd_oom, times the root of 1 + 1/n +"
                    + " x*x*slope_variance_factor + 2*x*y*covariance_factor + y*y*elasticity_variance_factor. Here x is"
                    + " years minus mean_years, and y is log10 of compute minus mean_log10_compute.")
            .optionalNumber("covariance_factor", plane(Plane::covariance))
            .meaning("Covariance of slope_oom_per_year and elasticity divided by the residual variance: see"
                    + " slope_variance_factor.")
            .optionalNumber("elasticity_variance_factor", plane(Plane::secondVariance))
            .meaning("Variance of elasticity divided by the residual variance: see slope_variance_factor.")
            .optionalNumber(
                    "margin80",
                    ResourceFit::regression,
                    fit -> PredictionMargins.of(fit).margin80())
            .meaning("Half the width of one run's 80% interval in standard errors of a prediction, from"
                    + " leave-one-organization-out errors. About 1.3 if residuals were normal.")
            .optionalNumber(
                    "margin95",
                    ResourceFit::regression,
                    fit -> PredictionMargins.of(fit).margin95())
            .meaning("As margin80, for the 95% interval. About 2 if residuals were normal.")
            .text("compute_metric", ResourceFit::computeMetric)
            .meaning("The metric of training compute.")
            .build();

    public static final RecordTable<GenerationResource> RESOURCE_ESTIMATES = estimates();

    /**
     * An estimate of one resource for the first run of a generation.
     *
     * @param arrival the generation under a scenario
     * @param estimate how much of the resource the run takes
     */
    public record GenerationResource(GenerationArrival arrival, ResourceEstimate estimate) {

        /** Every resource of every generation with a known date. */
        public static List<GenerationResource> of(List<GenerationArrival> arrivals) {
            List<GenerationResource> rows = new ArrayList<>();
            for (GenerationArrival arrival : arrivals) {
                if (arrival.resources() != null) {
                    arrival.resources()
                            .estimates()
                            .values()
                            .forEach(estimate -> rows.add(new GenerationResource(arrival, estimate)));
                }
            }
            return rows;
        }
    }

    private ResourceTables() {}

    private static RecordTable<GenerationResource> estimates() {
        TableBuilder<GenerationResource> table = RecordTable.<GenerationResource>named(
                        "resource_estimates",
                        "What a run at a generation's compute floor and date takes of a"
                                + " resource, by `resource_fits`, with the two nearest known runs: in the distance, an order of"
                                + " magnitude of compute counts like a year.")
                .text("generation", row -> row.arrival().generation().id())
                .meaning("The generation's id.")
                .scenario(row -> row.arrival().scenario())
                .oneOf("resource", row -> row.estimate().resource(), RunResource.values(), RunResource::id)
                .meaning("The resource.")
                .key()
                .text("metric", row -> row.estimate().metric())
                .meaning("The metric that measures the resource, and gives the unit of values.")
                .number("compute_flop", row -> row.estimate().computeFlop())
                .meaning("The run's compute: the floor, FLOP.")
                .date("run_on", row -> row.estimate().on())
                .meaning("The run's date: that of the first release, or projected.")
                .number("estimate", row -> row.estimate().amount().median())
                .meaning("The median estimate, in the metric's unit.")
                .number("ci80_low", row -> row.estimate().low80())
                .meaning("80% interval of one run, lower end.")
                .number("ci80_high", row -> row.estimate().high80())
                .meaning("80% interval of one run, upper end.")
                .number("ci95_low", row -> row.estimate().amount().low())
                .meaning("95% interval of one run, lower end.")
                .number("ci95_high", row -> row.estimate().amount().high())
                .meaning("95% interval of one run, upper end.")
                .flag("extrapolates", row -> row.estimate().isExtrapolated())
                .meaning("Whether the compute is outside the range of the runs fitted.");
        for (int index = 0; index < 2; index++) {
            String which = index == 0 ? "nearest" : "second_nearest";
            table.optionalText(which + "_release", near(index, ResourceFit.PastRun::releaseId))
                    .references("releases", "release_id")
                    .meaning("The release of the known run that is " + which.replace('_', ' ') + ".")
                    .optionalDate(which + "_published_on", near(index, ResourceFit.PastRun::publishedOn))
                    .meaning("The date of " + which + "_release.")
                    .optionalNumber(which + "_compute_flop", near(index, ResourceFit.PastRun::computeFlop))
                    .meaning("The compute of " + which + "_release, FLOP.")
                    .optionalNumber(which + "_value", near(index, ResourceFit.PastRun::value))
                    .meaning("The value of " + which + "_release, in the metric's unit.");
        }
        return table.build();
    }

    private static Function<GenerationResource, @Nullable Object> near(
            int index, Function<ResourceFit.PastRun, Object> value) {
        return row -> row.estimate().nearest().size() > index
                ? value.apply(row.estimate().nearest().get(index))
                : null;
    }

    private static Function<ResourceFit, @Nullable Object> plane(Function<Plane, Double> value) {
        return RecordTable.ofPart(ResourceFit::regression, fit -> value.apply(fit.plane()));
    }

    private static Function<ResourceFit, @Nullable Object> ofRange(Function<ResourceFit, Double> value) {
        return fit -> fit.runs().isEmpty() ? null : value.apply(fit);
    }
}
