package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.ResourceEstimate;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.RunResource;
import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.Plane;
import org.computetrends.stats.PredictionMargins;
import org.jspecify.annotations.Nullable;

/** What training runs take: the fits to runs of the past, and what they say of the runs of generations. */
public final class ResourceTables {

    public static final RecordTable<ResourceFit> RESOURCE_FITS = RecordTable.<ResourceFit>named(
                    "resource_fits",
                    "How much of a resource training runs take by date and compute together: log10 of the quantity on years and"
                            + " log10 of compute, least squares, over runs within 2 orders of magnitude of the record of their day."
                            + " Nothing where not all releases are in memory.")
            .key(
                    text("resource", "What runs take.").oneOf(RunResource.values(), RunResource::id),
                    fit -> fit.resource().id())
            .column(text("metric", "The metric that it is measured by."), ResourceFit::metric)
            .column(
                    text("status", "FITTED; FEW_RUNS, of fewer than 50; or NOT_FITTED, of too few for any fit.")
                            .oneOf(ResourceFit.Status.values()),
                    fit -> fit.status().name())
            .column(count("n", "Runs that it is fitted to."), fit ->
                    (long) fit.runs().size())
            .column(
                    count(
                            "n_organizations",
                            "Their first-named organizations; a release that names none counts as one."),
                    fit -> fit.runs().stream()
                            .map(ResourceFit.Run::organization)
                            .distinct()
                            .count())
            .column(
                    number(
                            "intercept_oom",
                            "Log10 of the quantity on 2000-01-01 at a compute of 1 FLOP; null where not fitted."),
                    regression(fit -> fit.coefficients()[0]))
            .column(
                    number("slope_oom_per_year", "Change at equal compute, orders of magnitude a year."),
                    regression(fit -> fit.coefficients()[1]))
            .column(
                    number("slope_se_cr3", "Its CR3 standard error, the jackknife over organizations."),
                    regression(fit -> fit.standardErrors()[1]))
            .column(
                    number("elasticity", "Orders of magnitude for each of compute, at an equal date."),
                    regression(fit -> fit.coefficients()[2]))
            .column(number("elasticity_se_cr3", "Its CR3 standard error."), regression(fit -> fit.standardErrors()[2]))
            .column(
                    number("residual_sd_oom", "Spread of runs about the fit, OOM."),
                    regression(ClusteredRegression::residualSd))
            .column(
                    number(
                            "left_out_rmse_oom",
                            "Root mean square distance of runs from what the runs of all other organizations say of them, OOM."),
                    regression(fit -> fit.leftOut().rootMeanSquare()))
            .column(
                    number(
                            "left_out_coverage80",
                            "Share of runs inside the 80% intervals that those give, their width included."),
                    leftOut(ClusteredRegression.LeftOut::coverage80))
            .column(
                    number(
                            "left_out_coverage80_p_value",
                            "Exact binomial test that this share is 80%, runs taken as independent."),
                    leftOut(ClusteredRegression.LeftOut::coverage80PValue))
            .column(
                    number("largest_mean_residual_oom", "Mean residual of the ten runs of the most compute, OOM."),
                    ResourceFit::meanResidualOfLargest)
            .column(
                    number("least_compute_flop", "The least compute of these runs, FLOP."),
                    least(ResourceFit::leastComputeFlop))
            .column(
                    number("largest_compute_flop", "The most compute of these runs, FLOP."),
                    least(ResourceFit::largestComputeFlop))
            .column(number("mean_years", "Mean date of these runs, years since 2000-01-01."), plane(Plane::firstMean))
            .column(number("mean_log10_compute", "Mean of log10 of their compute."), plane(Plane::secondMean))
            .column(
                    number(
                            "slope_variance_factor",
                            "With the next two and x and y, the distances in years and log10 of compute from the means: one run lies"
                                    + " within margin80, or margin95, times residual_sd_oom times the root of"
                                    + " 1 + 1/n + x*x*slope_variance_factor + 2*x*y*covariance_factor + y*y*elasticity_variance_factor."),
                    plane(Plane::firstVariance))
            .column(number("covariance_factor", "See there."), plane(Plane::covariance))
            .column(number("elasticity_variance_factor", "See there."), plane(Plane::secondVariance))
            .column(
                    number(
                            "margin80",
                            "Half the width of one run's 80% interval in standard errors of a prediction: as far as runs lay from"
                                    + " what other organizations' runs say of them. 1.29 if residuals were normal."),
                    regression(fit -> PredictionMargins.of(fit).margin80()))
            .column(
                    number("margin95", "The same of its 95% interval; 1.98 if residuals were normal."),
                    regression(fit -> PredictionMargins.of(fit).margin95()))
            .column(text("compute_metric", "The metric of training compute."), ResourceFit::computeMetric)
            .build();

    public static final RecordTable<GenerationResource> RESOURCE_ESTIMATES = estimates();

    /**
     * What the first run of a generation takes of a resource.
     *
     * @param arrival the generation under a scenario
     * @param estimate what its run takes
     */
    public record GenerationResource(GenerationArrival arrival, ResourceEstimate estimate) {

        /** Every resource of every generation whose date is known. */
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
        RecordTable.Builder<GenerationResource> table = RecordTable.<GenerationResource>named(
                        "resource_estimates",
                        "What a run at a generation's compute floor and date takes of a resource, by `resource_fits`, beside the two"
                                + " known runs nearest to it: an order of magnitude of compute is as far as a year.")
                .key(
                        text("generation", "The generation's id."),
                        row -> row.arrival().generation().id())
                .key(
                        text("scenario", "The scenario's id."),
                        row -> row.arrival().scenario())
                .key(
                        text("resource", "What the run takes.").oneOf(RunResource.values(), RunResource::id),
                        row -> row.estimate().resource().id())
                .column(
                        text("metric", "The metric that it is measured by, and in whose unit values are."),
                        row -> row.estimate().metric())
                .column(
                        required("compute_flop", DataTypes.DoubleType, "The run's compute: the floor, FLOP."),
                        row -> row.estimate().computeFlop())
                .column(
                        required("run_on", DataTypes.DateType, "The run's date: of the first release, or projected."),
                        row -> row.estimate().on())
                .column(
                        required("estimate", DataTypes.DoubleType, "The median."),
                        row -> row.estimate().quantity().median())
                .column(
                        required("ci80_low", DataTypes.DoubleType, "80% interval of one run, lower end."),
                        row -> row.estimate().low80())
                .column(
                        required("ci80_high", DataTypes.DoubleType, "80% interval of one run, upper end."),
                        row -> row.estimate().high80())
                .column(
                        required("ci95_low", DataTypes.DoubleType, "95% interval of one run, lower end."),
                        row -> row.estimate().quantity().low())
                .column(
                        required("ci95_high", DataTypes.DoubleType, "95% interval of one run, upper end."),
                        row -> row.estimate().quantity().high())
                .column(
                        required(
                                "extrapolates",
                                DataTypes.BooleanType,
                                "Whether the compute is beyond that of every run the fit is of."),
                        row -> row.estimate().isBeyond());
        for (int place = 0; place < 2; place++) {
            String which = place == 0 ? "nearest" : "second_nearest";
            table.column(
                            optional(which + "_release", DataTypes.StringType, "The release of that known run.")
                                    .in("releases", "release_id"),
                            near(place, ResourceFit.Run::releaseId))
                    .column(date(which + "_published_on", "Its date."), near(place, ResourceFit.Run::publishedOn))
                    .column(
                            number(which + "_compute_flop", "Its compute, FLOP."),
                            near(place, ResourceFit.Run::computeFlop))
                    .column(
                            number(which + "_value", "What it took, in the metric's unit."),
                            near(place, ResourceFit.Run::value));
        }
        return table.build();
    }

    private static Function<GenerationResource, @Nullable Object> near(
            int place, Function<ResourceFit.Run, Object> value) {
        return row -> row.estimate().nearest().size() > place
                ? value.apply(row.estimate().nearest().get(place))
                : null;
    }

    private static Function<ResourceFit, @Nullable Object> regression(Function<ClusteredRegression, Double> value) {
        return fit -> fit.regression() == null ? null : value.apply(fit.regression());
    }

    private static Function<ResourceFit, @Nullable Object> leftOut(
            Function<ClusteredRegression.LeftOut, Double> value) {
        return fit -> fit.leftOut() == null ? null : value.apply(fit.leftOut());
    }

    private static Function<ResourceFit, @Nullable Object> plane(Function<Plane, Double> value) {
        return regression(fit -> value.apply(fit.plane()));
    }

    private static Function<ResourceFit, @Nullable Object> least(Function<ResourceFit, Double> value) {
        return fit -> fit.runs().isEmpty() ? null : value.apply(fit);
    }
}
