package org.computetrends.job;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.Metric;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.ResourceEstimate;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.ScientificNotation;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.UserException;
import org.computetrends.publish.PublishedFolder;
import org.computetrends.publish.PublishedTableReader;
import org.computetrends.publish.RowCondition;
import org.computetrends.report.Provenance;
import org.computetrends.stats.Interval;
import org.computetrends.stats.Plane;
import org.computetrends.stats.PredictionMargins;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ReleasesTable;
import org.computetrends.table.ResourceTables;
import org.jspecify.annotations.Nullable;

/** Estimates resources of a training run, such as cost, from tables {@code resource_fits} and {@code releases}. */
public final class PublishedResources {
    private final LocalDate vintage;
    private final PublishedTableReader reader;
    private final TimeScale timeScale;
    private final Provenance provenance;

    /**
     * @param vintage the vintage to use; null for the newest
     * @throws UserException when the vintage is not published, or has no manifest
     */
    public PublishedResources(PublishedFolder folder, @Nullable LocalDate vintage) {
        this.vintage = folder.vintageToRead(vintage);
        this.reader = folder.reader(this.vintage);
        this.provenance = folder.manifest(this.vintage)
                .map(Manifest::provenance)
                .orElseThrow(() -> UserException.input("vintage " + this.vintage + " has no manifest"));
        this.timeScale = provenance.timeScale();
    }

    /**
     * How much of one resource a training run takes.
     *
     * @param status whether there is a fit, and whether the fit has few training runs
     * @param n the number of training runs fitted
     * @param coverage80 the share of runs inside the 80% intervals that the runs of other organizations give; null
     *     without a fit, or if the fit fails when one organization is left out
     * @param estimate the amount; empty if there is no fit, or if the amount is beyond the range of a double
     * @param factorPerYear the amount for the same compute a year later, divided by this amount; null without a fit
     */
    public record Answer(
            RunResource resource,
            ResourceFit.Status status,
            long n,
            @Nullable Double coverage80,
            Optional<ResourceEstimate> estimate,
            @Nullable Double factorPerYear) {}

    public LocalDate vintage() {
        return vintage;
    }

    /**
     * Estimates how much of each resource a training run takes.
     *
     * @param computeFlop the run's training compute
     * @param date the day of its release
     * @throws UserException when the tables lack {@code resource_fits} or an older version made them; when the date is
     *     before the first known cost or after the last projection; when the compute is below every known run or above
     *     the thresholds of odds
     */
    public List<Answer> answers(double computeFlop, LocalDate date) {
        List<PublishedRow> fits = reader.rows(ResourceTables.RESOURCE_FITS.table(), List.of());
        if (fits.isEmpty() || fits.stream().anyMatch(fit -> hasFit(fit) && !fit.has("margin80"))) {
            throw UserException.input(
                    "the tables of vintage " + vintage + " have no resource_fits: an older version published them, or"
                            + " publishing.tables lacks resource_fits; 'compute-trends run'"
                            + " publishes them again");
        }
        fitOf(fits, RunResource.COST_AMORTIZED)
                .filter(PublishedResources::hasFit)
                .ifPresent(cost -> requireDateWithin(date, cost));
        requireComputeWithin(computeFlop, fits);
        return Stream.of(RunResource.values())
                .flatMap(
                        resource -> fitOf(fits, resource).map(fit -> answer(resource, fit, computeFlop, date)).stream())
                .toList();
    }

    private static boolean hasFit(PublishedRow fit) {
        return fit.has("residual_sd_oom");
    }

    private static Optional<PublishedRow> fitOf(List<PublishedRow> fits, RunResource resource) {
        return fits.stream()
                .filter(fit -> resource.id().equals(fit.text("resource")))
                .findFirst();
    }

    private Answer answer(RunResource resource, PublishedRow fit, double computeFlop, LocalDate date) {
        Double slope = fit.number("slope_oom_per_year");
        return new Answer(
                resource,
                ResourceFit.Status.valueOf(fit.requireText("status")),
                (long) fit.requireNumber("n"),
                fit.number("left_out_coverage80"),
                hasFit(fit) ? estimate(resource, fit, computeFlop, date) : Optional.empty(),
                slope == null ? null : (Double) Math.pow(10, slope));
    }

    /** Requires a date from the first run of known cost to the end of projections. */
    private void requireDateWithin(LocalDate date, PublishedRow cost) {
        LocalDate firstDate = runs(cost).stream()
                .map(ResourceFit.PastRun::publishedOn)
                .min(Comparator.naturalOrder())
                .orElse(date);
        LocalDate lastDate = Objects.requireNonNullElse(provenance.projectedUntil(), LocalDate.MAX);
        if (date.isBefore(firstDate) || date.isAfter(lastDate)) {
            throw UserException.usage("--on is " + date + ": the costs of vintage " + vintage + " are of dates from "
                    + firstDate + ", the first known run, to " + lastDate + ", the end of projections");
        }
    }

    private void requireComputeWithin(double computeFlop, List<PublishedRow> fits) {
        Interval computeRange = provenance.runCostRange(fits);
        if (computeFlop < computeRange.low() || computeFlop > computeRange.high()) {
            throw UserException.usage("--compute is " + ScientificNotation.of(computeFlop) + ": the costs of vintage "
                    + vintage + " are of runs from " + ScientificNotation.of(computeRange.low()) + " to "
                    + ScientificNotation.of(computeRange.high())
                    + "; outside this range there are no known runs and no thresholds of odds");
        }
    }

    /** The unit of costs, with the year of prices; null if there is no fit of costs, or its unit is unknown. */
    public @Nullable String costUnit() {
        return fitOf(reader.rows(ResourceTables.RESOURCE_FITS.table(), List.of()), RunResource.COST_AMORTIZED)
                .map(cost -> provenance.unit(cost.requireText("metric")))
                .orElse(null);
    }

    private Optional<ResourceEstimate> estimate(
            RunResource resource, PublishedRow fit, double computeFlop, LocalDate date) {
        return ResourceEstimate.of(
                resource,
                fit.requireText("metric"),
                new Plane(
                        fit.requireNumber("intercept_oom"),
                        fit.requireNumber("slope_oom_per_year"),
                        fit.requireNumber("elasticity"),
                        fit.requireNumber("mean_years"),
                        fit.requireNumber("mean_log10_compute"),
                        fit.requireNumber("slope_variance_factor"),
                        fit.requireNumber("covariance_factor"),
                        fit.requireNumber("elasticity_variance_factor"),
                        fit.requireNumber("residual_sd_oom"),
                        (long) fit.requireNumber("n")),
                new PredictionMargins(fit.requireNumber("margin80"), fit.requireNumber("margin95")),
                new Interval(fit.requireNumber("least_compute_flop"), fit.requireNumber("largest_compute_flop")),
                runs(fit),
                timeScale,
                computeFlop,
                date);
    }

    /** The releases with a known value of the fit's metric, and at least the fit's least compute. */
    private List<ResourceFit.PastRun> runs(PublishedRow fit) {
        String compute = fit.requireText("compute_metric");
        String metric = fit.requireText("metric");
        // The two columns are read as metrics. Their labels and units are not used.
        return reader
                .rows(
                        ReleasesTable.of(List.of(
                                new Metric(compute, compute, "", compute), new Metric(metric, metric, "", metric))),
                        List.of(RowCondition.between(
                                compute, fit.requireNumber("least_compute_flop"), Double.MAX_VALUE)))
                .stream()
                .filter(row -> row.has(metric))
                // Estimates show the nearest runs, so the name replaces the id. They do not use organizations.
                .map(row -> new ResourceFit.PastRun(
                        row.requireText(CanonicalRelease.MODEL),
                        row.requireDate("published_on"),
                        "",
                        row.requireNumber(compute),
                        row.requireNumber(metric)))
                .toList();
    }
}
