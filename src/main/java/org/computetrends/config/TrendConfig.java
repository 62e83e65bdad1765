package org.computetrends.config;

import com.typesafe.config.Config;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.Metric;
import org.computetrends.domain.Segmentation;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.VintageScope;
import org.computetrends.evaluate.ForecastEvaluator;
import org.computetrends.evaluate.KnowledgeEstimator;
import org.computetrends.evaluate.LeadEstimator;
import org.computetrends.evaluate.Nowcaster;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.evaluate.ReportingRule;
import org.computetrends.evaluate.SensitivityEvaluator;
import org.computetrends.evaluate.VintageComparator;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.Knowledge;
import org.computetrends.forecast.ReportingDelays;
import org.computetrends.forecast.TrendProjector;
import org.computetrends.ingest.BadFiles;
import org.computetrends.ingest.BenchmarkIndexReader;
import org.computetrends.ingest.CellParser;
import org.computetrends.ingest.ColumnMapping;
import org.computetrends.ingest.ScopeDetector;
import org.computetrends.publish.CatalogSettings;
import org.computetrends.publish.SinkAddress;
import org.computetrends.select.ReleaseScanner;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.PublishedTables;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a run: for each stage its settings, or an object made from them, such as {@code cells}.
 *
 * @param input the path of the releases
 * @param output the folder for tables and the manifest
 * @param vintage the vintage to analyse; the newest if empty
 * @param scope the scope that vintages must have; empty for {@link VintageScope#COMPARABLE}: vintages can be compared
 * @param seed the seed of every random draw
 * @param badFiles how a run treats input files that cannot be used
 * @param mapping how columns of a source become columns of the canonical schema
 * @param cells parses the cells of a published file
 * @param scopes how an import finds the scope of a published file
 * @param timeScale converts dates to years, and doubling times to months
 * @param segmentation the metrics, the eras, the trends, and the rules that select their populations
 * @param reporting estimates how late values are reported
 * @param knowledge estimates which values were known when
 * @param endWhereCoverageBelow the bound of the relative share of releases with a value: see {@link ReportingRule}.
 *     Trends end where the share falls below the bound; null for no end
 * @param source the configuration from which the settings were read, every value with its origin
 */
public record TrendConfig(
        String input,
        String output,
        Optional<LocalDate> vintage,
        Optional<VintageScope> scope,
        long seed,
        BadFiles badFiles,
        ColumnMapping mapping,
        CellParser cells,
        ScopeDetector scopes,
        TimeScale timeScale,
        CurationRules curation,
        Segmentation segmentation,
        TrendFitter.Settings fitting,
        TrendProjector.Settings projection,
        SensitivityEvaluator.Settings sensitivity,
        ForecastEvaluator.Settings backtest,
        ReportingEstimator reporting,
        KnowledgeEstimator knowledge,
        Nowcasts nowcasts,
        @Nullable Double endWhereCoverageBelow,
        SizeLimits sizes,
        History history,
        Summary summary,
        Publishing publishing,
        Config source) {

    /** The most rejects that the scan of dates lists. If there are more, a separate scan lists them. */
    public static final int REJECTS_OF_DATE_SCAN = 1000;

    /**
     * The summary that the terminal shows after a run.
     *
     * @param crossingMetric the metric for which the dates of crossing thresholds are shown
     * @param crossingThresholds the thresholds, in the metric's unit
     */
    public record Summary(
            List<TrendKey> trends,
            String crossingMetric,
            List<String> crossingCohorts,
            List<Double> crossingThresholds) {}

    /**
     * The settings of comparisons with other vintages and with published claims.
     *
     * @param rulesBefore the preset with the rules for the vintage before the one analysed; empty for the run's rules
     * @param leads estimates, for each vintage, how far groups of releases trail others
     */
    public record History(
            String claimsFile,
            Optional<String> rulesBefore,
            VintageComparator.Revisions revisions,
            LeadEstimator leads) {}

    /**
     * The settings of estimates of unknown compute.
     *
     * @param benchmarkIndex reads the benchmark index; empty if no file is set
     */
    public record Nowcasts(Nowcaster nowcaster, Optional<BenchmarkIndexReader> benchmarkIndex) {}

    /**
     * The settings of publishing.
     *
     * @param sinks where tables are published, unordered
     * @param tables the tables' names
     * @param rowsPerFile the most rows in a file of a table
     * @param hashInputsUpToBytes the manifest has the SHA-256 of each input file if their total size is at most this
     * @param metricsFile the file on the driver to which a run writes its metrics for Prometheus' textfile collector;
     *     empty for no such file
     * @param failIfChanged the largest share of 1 by which the slope of a published trend may have moved since the last
     *     publication. If a slope moved more, or a trend is no longer fitted, nothing is published. Null for no bound
     * @param catalogs the settings of Iceberg catalogs, by name
     */
    public record Publishing(
            List<SinkAddress> sinks,
            List<String> tables,
            long rowsPerFile,
            long hashInputsUpToBytes,
            Optional<String> metricsFile,
            @Nullable Double failIfChanged,
            Map<String, CatalogSettings> catalogs) {

        public boolean includesAny(PublishedTables... candidates) {
            return Stream.of(candidates).anyMatch(table -> tables.contains(table.id()));
        }
    }

    /** Ends trends where too few releases have a value, if {@code endWhereCoverageBelow} is set. */
    public Segmentation endedWhereUnderReported(
            Segmentation unlimited, ReportingEstimator.Survey survey, LocalDate analysed) {
        return endWhereCoverageBelow == null
                ? unlimited
                : unlimited.endedAt(reporting.firstDaysBelow(survey, analysed, endWhereCoverageBelow));
    }

    /**
     * Scans the rows of a vintage by these settings.
     *
     * @param marks which rows are duplicates; {@link RowMarks#NONE} while duplicates are searched
     */
    public ReleaseScanner scanner(Segmentation scanned, RowMarks marks) {
        return new ReleaseScanner(
                new ReleaseScanner.Settings(
                        curation,
                        scanned.rules(),
                        scanned.metrics(),
                        scanned.trends(),
                        fitting.observationsLimit(),
                        sizes.organizations(),
                        REJECTS_OF_DATE_SCAN),
                marks);
    }

    public TrendProjector projector(TrendProjector.Settings settings) {
        return new TrendProjector(settings, backtest.forecasting(), backtest.odds());
    }

    /** What is known at a vintage: its last day of releases, each metric's end of coverage, and reporting delays. */
    public Knowledge knowledgeAt(LocalDate vintage, KnowledgeEstimator.Result estimates) {
        return new Knowledge(
                vintage,
                segmentation.rules().lastKnown(vintage),
                estimates.coverage().endByMetric(vintage),
                ReportingDelays.of(
                        estimates.delays(),
                        backtest.forecasting().metric().id(),
                        Cohort.frontier().id(),
                        timeScale));
    }

    public List<Metric> metrics() {
        return segmentation.metrics();
    }

    /** Every setting in effect by its key, sorted, with secrets redacted. */
    public Map<String, Setting> settings() {
        return EffectiveSettings.of(source);
    }

    /** Whether a setting has its default, because no layer overrides it. */
    public boolean isDefault(String key) {
        return source.getValue(key).origin().description().startsWith(ConfigLoader.DEFAULTS);
    }

    /**
     * A setting in effect.
     *
     * @param value as it would be written in a file
     * @param origin the file and line, preset or option that set it
     */
    public record Setting(String value, String origin) {}

    /**
     * A digest of every setting that can change a value in a table. It leaves out where input, claims, benchmark index,
     * output and catalogs are, and what is published and how. It also leaves out the size above which Spark's tasks do
     * the work, and the vintage: a run of a stated vintage equals a run that finds it as the newest.
     */
    public String digest() {
        return EffectiveSettings.digest(settings());
    }
}
