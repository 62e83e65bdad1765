package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.AnalysedReleases.Observation;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Population;
import org.computetrends.population.Selection;
import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.ClusteredRegression.PredictionErrors;
import org.computetrends.stats.PredictionMargins;

/**
 * Fits the resources of training runs, such as power and cost, by regressions on date and compute. Runs far below the
 * record of their day are left out: they use other hardware, and would make the fit too low for the largest runs.
 *
 * @param compute the metric of training compute, in FLOP
 * @param metrics the metric of each resource
 * @param selection the run's rules, which select and rank releases
 */
public record ResourceFitter(String compute, Map<RunResource, String> metrics, Selection selection) {
    /** The most orders of magnitude by which a run's compute may be below the record of its day. Our choice. */
    private static final double MAX_OOM_BELOW_RECORD = 2;

    public ResourceFitter {
        metrics = new TreeMap<>(metrics);
    }

    /** Fits every resource to the releases of a vintage, in the order of resources. */
    public List<ResourceFit> fit(LoadedVintage vintage) {
        AnalysedReleases analysed = vintage.selector().analysed(selection);
        List<Observation> all = analysed.observations(compute, Cohort.all(), Era.ALL_TIME);
        Population records = analysed.select(compute, Cohort.records(), Era.ALL_TIME);
        List<ResourceFit> fits = new ArrayList<>();
        metrics.forEach((resource, metric) -> {
            List<ResourceFit.PastRun> runs = new ArrayList<>();
            for (Observation run : all) {
                AnalysedRelease release = run.release();
                double value = release.value(metric);
                // NaN before the first record: no run is far below it.
                double log10Record = records.largestLog10Before(run.date().plusDays(1));
                boolean isFarBelow = run.log10Value() < log10Record - MAX_OOM_BELOW_RECORD;
                if (!Double.isNaN(value) && !isFarBelow) {
                    runs.add(new ResourceFit.PastRun(release.id(), run.date(), release.cluster(), run.value(), value));
                }
            }
            fits.add(fit(resource, metric, runs));
        });
        return fits;
    }

    private ResourceFit fit(RunResource resource, String metric, List<ResourceFit.PastRun> runs) {
        TimeScale timeScale = selection.rules().timeScale();
        double[][] rows = new double[runs.size()][];
        double[] log10Value = new double[runs.size()];
        for (int i = 0; i < rows.length; i++) {
            ResourceFit.PastRun run = runs.get(i);
            rows[i] =
                    new double[] {1, timeScale.yearsSince2000(run.publishedOn()), StrictMath.log10(run.computeFlop())};
            log10Value[i] = StrictMath.log10(run.value());
        }
        List<String> organizations =
                runs.stream().map(ResourceFit.PastRun::cluster).toList();
        ClusteredRegression regression =
                ClusteredRegression.fit(rows, log10Value, organizations).orElse(null);
        // Intervals of runs have conformal margins, so their coverage is checked with margins from other organizations.
        PredictionErrors leftOut = regression == null
                ? null
                : PredictionMargins.leftOut(rows, log10Value, organizations, regression)
                        .orElse(null);
        return new ResourceFit(resource, metric, compute, runs, regression, leftOut, timeScale);
    }
}
