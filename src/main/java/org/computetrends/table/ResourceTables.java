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

/** The resources of training runs: the fits to past runs, and estimates for the runs of generations. */
public final class ResourceTables {

    public static final RecordTable<ResourceFit> RESOURCE_FITS = RecordTable.<ResourceFit>named(
                    "resource_fits",
                    "What training runs take of a resource by date and compute: least squares of log10 of the"
                            + " quantity on years and log10 of compute, over runs within 2 orders of magnitude of the record of"
                            + " their day. Empty where not all releases are in memory.")
            .key(
                    text("resource", "The resource.").oneOf(RunResource.values(), RunResource::id),
                    fit -> fit.resource().id())
            .column(text("metric", "The metric that measures it."), ResourceFit::metric)
            .column(
                    text("status", "FITTED; FEW_RUNS, with fewer than 50; or NOT_FITTED, with too few for a fit.")
                            .oneOf(ResourceFit.Status.values()),
                    fit -> fit.status().name())
            .column(count("n", "Runs fitted."), fit -> (long) fit.runs().size())
            .column(
                    count(
                            "n_organizations",
                            "Their distinct first-named organizations; a release that names none counts as one."),
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
                    number(
                            "slope_se_cr3",
                            "CR3 standard error of slope_oom_per_year: the jackknife over organizations."),
                    regression(fit -> fit.standardErrors()[1]))
            .column(
                    number(
                            "elasticity",
                            "Orders of magnitude for each order of magnitude of compute, at an equal date."),
                    regression(fit -> fit.coefficients()[2]))
            .column(
                    number("elasticity_se_cr3", "CR3 standard error of elasticity."),
                    regression(fit -> fit.standardErrors()[2]))
            .column(
                    number("residual_sd_oom", "Residual standard deviation, OOM."),
                    regression(ClusteredRegression::residualSd))
            .column(
                    number(
                            "left_out_rmse_oom",
                            "Root mean square error of leave-one-organization-out predictions, OOM."),
                    regression(fit -> fit.leftOut().rootMeanSquare()))
            .column(
                    number(
                            "left_out_coverage80",
                            "Share of runs inside the 80% intervals of these predictions, with margins estimated likewise."),
                    leftOut(ClusteredRegression.LeftOut::coverage80))
            .column(
                    number(
                            "left_out_coverage80_p_value",
                            "P-value of the exact binomial test that this share is 80%, with runs taken as independent."),
                    leftOut(ClusteredRegression.LeftOut::coverage80PValue))
            .column(
                    number("largest_mean_residual_oom", "Mean residual of the ten runs with the most compute, OOM."),
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
                            "For the interval of one run: margin80, or margin95, times residual_sd_oom times the root of 1 +"
                                    + " 1/n + x*x*slope_variance_factor + 2*x*y*covariance_factor + y*y*elasticity_variance_factor,"
                                    + " where x and y are the differences from the means in years and log10 of compute."),
                    plane(Plane::firstVariance))
            .column(number("covariance_factor", "See slope_variance_factor."), plane(Plane::covariance))
            .column(number("elasticity_variance_factor", "See slope_variance_factor."), plane(Plane::secondVariance))
            .column(
                    number(
                            "margin80",
                            "Half the width of one run's 80% interval in standard errors of a prediction, from"
                                    + " leave-one-organization-out errors. 1.29 if residuals were normal."),
                    regression(fit -> PredictionMargins.of(fit).margin80()))
            .column(
                    number("margin95", "The same for the 95% interval; 1.98 if residuals were normal."),
                    regression(fit -> PredictionMargins.of(fit).margin95()))
            .column(text("compute_metric", "The metric of training compute."), ResourceFit::computeMetric)
            .build();

    public static final RecordTable<GenerationResource> RESOURCE_ESTIMATES = estimates();

    /**
     * A resource of the first run of a generation.
     *
     * @param arrival the generation under a scenario
     * @param estimate what its run takes
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
        RecordTable.Builder<GenerationResource> table = RecordTable.<GenerationResource>named(
                        "resource_estimates",
                        "What a run at a generation's compute floor and date takes of a resource, by `resource_fits`,"
                                + " with the two nearest known runs: an order of magnitude of compute counts like a year.")
                .key(
                        text("generation", "The generation's id."),
                        row -> row.arrival().generation().id())
                .key(
                        text("scenario", "The scenario's id."),
                        row -> row.arrival().scenario())
                .key(
                        text("resource", "The resource.").oneOf(RunResource.values(), RunResource::id),
                        row -> row.estimate().resource().id())
                .column(
                        text("metric", "The metric that measures it, and gives the unit of values."),
                        row -> row.estimate().metric())
                .column(
                        required("compute_flop", DataTypes.DoubleType, "The run's compute: the floor, FLOP."),
                        row -> row.estimate().computeFlop())
                .column(
                        required(
                                "run_on",
                                DataTypes.DateType,
                                "The run's date: that of the first release, or projected."),
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
                                "Whether the compute is larger than that of every run fitted."),
                        row -> row.estimate().isBeyond());
        for (int index = 0; index < 2; index++) {
            String which = index == 0 ? "nearest" : "second_nearest";
            table.column(
                            optional(which + "_release", DataTypes.StringType, "The release of that known run.")
                                    .in("releases", "release_id"),
                            near(index, ResourceFit.Run::releaseId))
                    .column(date(which + "_published_on", "Its date."), near(index, ResourceFit.Run::publishedOn))
                    .column(
                            number(which + "_compute_flop", "Its compute, FLOP."),
                            near(index, ResourceFit.Run::computeFlop))
                    .column(
                            number(which + "_value", "Its value, in the metric's unit."),
                            near(index, ResourceFit.Run::value));
        }
        return table.build();
    }

    private static Function<GenerationResource, @Nullable Object> near(
            int index, Function<ResourceFit.Run, Object> value) {
        return row -> row.estimate().nearest().size() > index
                ? value.apply(row.estimate().nearest().get(index))
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
