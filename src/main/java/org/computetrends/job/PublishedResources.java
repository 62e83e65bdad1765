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
import org.computetrends.publish.ColumnRange;
import org.computetrends.publish.PublishedFolder;
import org.computetrends.publish.PublishedTableReader;
import org.computetrends.report.Provenance;
import org.computetrends.stats.Interval;
import org.computetrends.stats.Plane;
import org.computetrends.stats.PredictionMargins;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ReleasesTable;
import org.computetrends.table.ResourceTables;
import org.jspecify.annotations.Nullable;

/**
 * The resources that a training run takes, from published tables: {@code resource_fits}, and {@code releases} for known
 * runs.
 */
public final class PublishedResources {
    private final LocalDate vintage;
    private final PublishedTableReader reader;
    private final TimeScale timeScale;
    private final Provenance provenance;

    /**
     * @param vintage the vintage to use; null for the newest
     * @throws UserException when it is not published
     */
    public PublishedResources(PublishedFolder folder, @Nullable LocalDate vintage) {
        this.vintage = folder.vintage(vintage);
        this.reader = folder.reader(this.vintage);
        this.provenance = folder.manifest(this.vintage)
                .map(Manifest::provenance)
                .orElseThrow(() -> UserException.input("vintage " + this.vintage + " has no manifest"));
        this.timeScale = provenance.timeScale();
    }

    /**
     * What a run takes of one resource.
     *
     * @param status whether there is a fit, and whether it has few runs
     * @param n the number of runs fitted
     * @param coverage80 the share of runs inside the 80% intervals estimated from other organizations' runs; null
     *     without a fit, or if it fails without one organization
     * @param estimate what the run takes; empty if there is no fit, or beyond the range of numbers
     * @param factorPerYear what a run of the same compute takes a year later, as a share; null without a fit
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
     * Estimates what a run takes of every resource. Rows of {@code resource_fits} without a fit have no {@code
     * residual_sd_oom}.
     *
     * @param computeFlop its training compute
     * @throws UserException when the tables lack {@code resource_fits}, the date is before the first known cost or
     *     after the last day of projections, or the compute is below every known run or above the thresholds of the
     *     odds
     */
    public List<Answer> answers(double computeFlop, LocalDate date) {
        List<PublishedRow> fits = reader.rows(ResourceTables.RESOURCE_FITS.table(), List.of());
        if (fits.isEmpty() || fits.stream().anyMatch(fit -> fit.has("residual_sd_oom") && !fit.has("margin80"))) {
            throw UserException.input(
                    "the tables of vintage " + vintage + " have no resource_fits: an older version published"
                            + " them, or publishing.tables lacks resource_fits; 'compute-trends run' publishes them again");
        }
        fit(fits, RunResource.COST_AMORTIZED)
                .filter(cost -> cost.has("residual_sd_oom"))
                .ifPresent(cost -> requireDate(date, cost));
        requireCompute(computeFlop, fits);
        return Stream.of(RunResource.values())
                .flatMap(resource -> fit(fits, resource).map(fit -> answer(resource, fit, computeFlop, date)).stream())
                .toList();
    }

    private static Optional<PublishedRow> fit(List<PublishedRow> fits, RunResource resource) {
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
                fit.has("residual_sd_oom") ? estimate(resource, fit, computeFlop, date) : Optional.empty(),
                slope == null ? null : (Double) Math.pow(10, slope));
    }

    /** Requires a date from the first run of known cost to the end of projections. */
    private void requireDate(LocalDate date, PublishedRow cost) {
        LocalDate firstDate = runs(cost).stream()
                .map(ResourceFit.Run::publishedOn)
                .min(Comparator.naturalOrder())
                .orElse(date);
        LocalDate lastDate = Objects.requireNonNullElse(provenance.projectedUntil(), LocalDate.MAX);
        if (date.isBefore(firstDate) || date.isAfter(lastDate)) {
            throw UserException.usage("--on is " + date + ": the costs of vintage " + vintage + " are of dates from "
                    + firstDate + ", the first known run, to " + lastDate + ", the end of projections");
        }
    }

    private void requireCompute(double computeFlop, List<PublishedRow> fits) {
        Interval computeRange = provenance.computeOfRuns(fits);
        if (computeFlop < computeRange.low() || computeFlop > computeRange.high()) {
            throw UserException.usage("--compute is " + ScientificNotation.of(computeFlop) + ": the costs of vintage "
                    + vintage + " are of runs from " + ScientificNotation.of(computeRange.low()) + " to "
                    + ScientificNotation.of(computeRange.high())
                    + "; beyond them are neither known runs nor thresholds of the odds");
        }
    }

    /** The unit of costs, with the year of its prices; null where it is not known. */
    public @Nullable String costUnit() {
        return fit(reader.rows(ResourceTables.RESOURCE_FITS.table(), List.of()), RunResource.COST_AMORTIZED)
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
                fit.requireNumber("least_compute_flop"),
                fit.requireNumber("largest_compute_flop"),
                runs(fit),
                timeScale,
                computeFlop,
                date);
    }

    /** The releases with known compute and quantity, and with compute in the range of the fit. */
    private List<ResourceFit.Run> runs(PublishedRow fit) {
        String compute = fit.requireText("compute_metric");
        String metric = fit.requireText("metric");
        return reader
                .rows(
                        ReleasesTable.of(List.of(
                                new Metric(compute, compute, "", compute), new Metric(metric, metric, "", metric))),
                        List.of(ColumnRange.of(compute, fit.requireNumber("least_compute_flop"), Double.MAX_VALUE)))
                .stream()
                .filter(row -> row.has(metric))
                .map(row -> new ResourceFit.Run(
                        row.requireText(CanonicalRelease.MODEL),
                        row.requireDate("published_on"),
                        "",
                        row.requireNumber(compute),
                        row.requireNumber(metric)))
                .toList();
    }
}
