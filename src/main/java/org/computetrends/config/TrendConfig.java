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
 * The configuration of a run: the settings of every stage.
 *
 * @param input the releases
 * @param output where tables and the manifest are written
 * @param vintage the vintage to analyse; the newest if empty
 * @param scope which releases the vintage must list, such as only notable ones; if empty, any comparable vintage
 * @param seed the seed of every random draw
 * @param badFiles how a run treats input files that cannot be used
 * @param mapping how columns of a source are mapped to fields
 * @param cells parses the cells of a published file
 * @param scopes how an import finds the scope of a published file
 * @param timeScale how dates become years and slopes become months
 * @param curation which releases and values are rejected
 * @param segmentation the rules that make populations, and the trends
 * @param fitting how trends, intervals, breaks and comparisons are fitted
 * @param projection how trends are projected
 * @param sensitivity which trends are evaluated under which other settings
 * @param backtest which forecasts are backtested
 * @param reporting how late values are reported
 * @param knowledge what was known when
 * @param nowcasts how unknown compute is estimated
 * @param endWhereCoverageBelow trends end where the share of releases with a value, divided by the usual share, falls
 *     below this; null for no such end
 * @param sizes the sizes up to which the driver does the work, instead of Spark's tasks
 * @param history how the run is compared with other vintages and published claims
 * @param summary what the terminal shows
 * @param publishing what is published, and how
 * @param source the configuration itself, every value with its origin
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

    /** The most rejects that the first scan lists. If there are more, a separate scan lists them. */
    public static final int REJECTS_OF_FIRST_SCAN = 1000;

    /**
     * The summary that the terminal shows after a run.
     *
     * @param trends the trends, in order
     * @param crossingMetric the metric of the crossings shown
     * @param crossingCohorts their cohorts, in order
     * @param crossingThresholds their thresholds, in order
     */
    public record Summary(
            List<TrendKey> trends,
            String crossingMetric,
            List<String> crossingCohorts,
            List<Double> crossingThresholds) {}

    /**
     * The settings of comparisons with other vintages and with published claims.
     *
     * @param earlierRules the preset by whose rules the earlier vintage of a comparison is selected; the run's rules if empty
     * @param leads estimates on each vintage by how much one group of releases trails another
     */
    public record History(
            String claimsFile,
            Optional<String> earlierRules,
            VintageComparator.Revisions revisions,
            LeadEstimator leads) {}

    /**
     * The settings of estimates of unknown compute.
     *
     * @param companion reads a benchmark index; empty for none
     */
    public record Nowcasts(Nowcaster nowcaster, Optional<BenchmarkIndexReader> companion) {}

    /**
     * The settings of publishing.
     *
     * @param sinks where tables are published, unordered
     * @param tables the tables' names
     * @param rowsPerFile rows in a file of a table
     * @param hashInputsUpToBytes total size of input up to which the manifest names its files by SHA-256
     * @param metricsFile the driver's file that a run's metrics replace, for Prometheus' textfile collector
     * @param failIfChanged nothing is published if the growth of a published trend moved by more than this share since
     *     the last publication; null for no bound
     * @param catalogs settings of Iceberg catalogs, by name
     */
    public record Publishing(
            List<SinkAddress> sinks,
            List<String> tables,
            long rowsPerFile,
            long hashInputsUpToBytes,
            Optional<String> metricsFile,
            @Nullable Double failIfChanged,
            Map<String, CatalogSettings> catalogs) {

        public boolean includesAny(PublishedTables... someTables) {
            return Stream.of(someTables).anyMatch(table -> tables.contains(table.id()));
        }
    }

    /** A segmentation, with trends ended where too few releases have a value, if that is configured. */
    public Segmentation withEndsOfCoverage(
            Segmentation segments, ReportingEstimator.Survey survey, LocalDate analysed) {
        return endWhereCoverageBelow == null
                ? segments
                : segments.endedAt(reporting.firstDaysBelow(survey, analysed, endWhereCoverageBelow));
    }

    /** A scanner for the populations of a segmentation, given the marks of rows. */
    public ReleaseScanner scanner(Segmentation segments, RowMarks marks) {
        return new ReleaseScanner(
                new ReleaseScanner.Settings(
                        curation,
                        segments.rules(),
                        segments.metrics(),
                        segments.trends(),
                        fitting.observationsLimit(),
                        sizes.organizations(),
                        REJECTS_OF_FIRST_SCAN),
                marks);
    }

    public TrendProjector projector(TrendProjector.Settings settings) {
        return new TrendProjector(settings, backtest.forecasting(), backtest.odds());
    }

    /** The knowledge of a vintage: its date, coverage and reporting delays. */
    public Knowledge knowledgeAt(LocalDate vintage, KnowledgeEstimator.Result estimates) {
        return new Knowledge(
                vintage,
                segmentation.rules().lastKnown(vintage),
                estimates.coverage().ends(vintage),
                ReportingDelays.of(
                        estimates.delays(),
                        backtest.forecasting().metric().id(),
                        Cohort.frontier().id(),
                        timeScale));
    }

    public List<Metric> metrics() {
        return segmentation.metrics();
    }

    /** Every setting in effect with its value and origin, in the order of the keys, secrets redacted. */
    public Map<String, Setting> settings() {
        return EffectiveSettings.of(source);
    }

    /** Whether a setting is not overridden. */
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
     * A digest of every setting that can change a value in a table. It leaves out the locations of input, claims,
     * companion, output and catalogs, what is published and how, the size up to which the driver does the work, and the
     * vintage, which may be stated or found.
     */
    public String digest() {
        return EffectiveSettings.digest(settings());
    }
}
