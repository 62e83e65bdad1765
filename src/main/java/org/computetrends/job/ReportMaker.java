package org.computetrends.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.UserException;
import org.computetrends.publish.PublishedTableReader;
import org.computetrends.publish.ReportSource;
import org.computetrends.report.Page;
import org.computetrends.report.Provenance;
import org.computetrends.report.ReportInput;
import org.computetrends.table.BacktestTables;
import org.computetrends.table.BreakpointsTable;
import org.computetrends.table.ClaimsTable;
import org.computetrends.table.ComparisonsTable;
import org.computetrends.table.DecompositionsTable;
import org.computetrends.table.DensitiesTable;
import org.computetrends.table.ForecastTables;
import org.computetrends.table.GenerationsTable;
import org.computetrends.table.KnowledgeTables;
import org.computetrends.table.ObservationsTable;
import org.computetrends.table.OddsTables;
import org.computetrends.table.ProjectionTables;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.ReleasesTable;
import org.computetrends.table.ReportingTable;
import org.computetrends.table.SensitivityTable;
import org.computetrends.table.Table;
import org.computetrends.table.TrendHistoryTable;
import org.computetrends.table.TrendsTable;
import org.computetrends.table.VintageTables;

/**
 * Makes the page of published tables from their files and their manifest alone: a run and a later {@code report} make the
 * same page.
 */
public final class ReportMaker implements ReportSource {
    /** Of values beside those of the frontier and records, how many of a metric keep a page below 5 MB. */
    private static final int POINTS_OF_A_METRIC = 2500;

    private static final int REJECTS = 200;

    private static final List<Table> WHOLE = List.of(
            TrendsTable.TRENDS.table(),
            ProjectionTables.PROJECTIONS.table(),
            ProjectionTables.CROSSINGS.table(),
            GenerationsTable.GENERATIONS.table(),
            DecompositionsTable.DECOMPOSITIONS.table(),
            ForecastTables.FORECASTS.table(),
            ForecastTables.FORECAST_CROSSINGS.table(),
            BacktestTables.BACKTESTS.table(),
            BacktestTables.BACKTEST_SUMMARY.table(),
            OddsTables.ODDS_BACKTEST_SUMMARY.table(),
            BreakpointsTable.BREAKPOINTS.table(),
            ComparisonsTable.COMPARISONS.table(),
            SensitivityTable.SENSITIVITY.table(),
            ClaimsTable.CLAIMS.table(),
            VintageTables.VINTAGE_CHANGES.table(),
            TrendHistoryTable.TREND_HISTORY.table(),
            ReportingTable.REPORTING.table(),
            KnowledgeTables.REPORTING_DELAYS.table(),
            KnowledgeTables.THRESHOLD_COUNTS.table(),
            DensitiesTable.DENSITIES.table());

    private final Configuration configuration;

    /** @param configuration Hadoop's, by which the tables are reached */
    public ReportMaker(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UserException when a table or the manifest cannot be read
     */
    @Override
    public String page(String tables, String manifest) {
        Provenance provenance = Manifest.provenance(manifest);
        PublishedTableReader reader = new PublishedTableReader(configuration, tables, provenance.vintage());
        Map<String, PublishedTable> read = new HashMap<>();
        WHOLE.forEach(table -> read.put(table.name(), reader.read(table)));
        PublishedTable dates = reader.read(OddsTables.FORECAST_SENSITIVITY.table());
        read.put(dates.heading().name(), dates);
        PublishedTable odds = new ShownOdds(reader, provenance.vintage()).read(dates);
        read.put(odds.heading().name(), odds);
        PublishedSample sample = new PublishedSample(POINTS_OF_A_METRIC);
        PublishedTable observations = reader.read(ObservationsTable.OBSERVATIONS, sample::offer);
        read.put(
                ObservationsTable.OBSERVATIONS.name(),
                new PublishedTable(observations.heading(), sample.rows(), observations.rowsPublished()));
        Set<String> shown = new HashSet<>();
        sample.rows().forEach(row -> shown.add(row.requireText(ReleasesTable.RELEASE_ID)));
        Table releases = ReleasesTable.of(List.of());
        read.put(releases.name(), reader.read(releases, row -> shown.contains(row.text(ReleasesTable.RELEASE_ID))));
        int[] listed = {0};
        read.put(RejectsTable.REJECTS.name(), reader.read(RejectsTable.REJECTS, row -> listed[0]++ < REJECTS));
        return new Page(new ReportInput(read, provenance)).document();
    }
}
