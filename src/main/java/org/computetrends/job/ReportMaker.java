package org.computetrends.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.UserException;
import org.computetrends.publish.PublishedTableReader;
import org.computetrends.publish.ReportFolder;
import org.computetrends.report.Page;
import org.computetrends.report.Provenance;
import org.computetrends.report.ReportInput;
import org.computetrends.stats.ParallelTasks;
import org.computetrends.table.BacktestTables;
import org.computetrends.table.BreakpointsTable;
import org.computetrends.table.ClaimsTable;
import org.computetrends.table.ComparisonsTable;
import org.computetrends.table.DecompositionsTable;
import org.computetrends.table.DensitiesTable;
import org.computetrends.table.ForecastTables;
import org.computetrends.table.GenerationsTable;
import org.computetrends.table.KnowledgeTables;
import org.computetrends.table.LeadTables;
import org.computetrends.table.NowcastTables;
import org.computetrends.table.ObservationsTable;
import org.computetrends.table.OddsTables;
import org.computetrends.table.ProjectionTables;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.ReleasesTable;
import org.computetrends.table.ReportingTable;
import org.computetrends.table.ResourceTables;
import org.computetrends.table.SensitivityTable;
import org.computetrends.table.Table;
import org.computetrends.table.TrendHistoryTable;
import org.computetrends.table.TrendsTable;
import org.computetrends.table.VintageTables;

/**
 * Makes the HTML page of a run. Reads only the files of published tables and their manifest, so that a run and a later
 * command {@code report} make the same page.
 */
public final class ReportMaker {
    /** The most values on the page, over all metrics, besides frontier and records. The page then stays below 5 MB. */
    private static final int MOST_POINTS = 12_500;

    /** The most values of one metric, besides frontier and records. */
    private static final int MOST_POINTS_PER_METRIC = 2500;

    /** The most nowcasts that the page has. */
    private static final int MOST_NOWCASTS = 2500;

    /** The most rejects that the page lists. */
    private static final int MOST_REJECTS = 200;

    /** The tables that the page needs in full. */
    private static final List<Table> TABLES_READ_WHOLE = List.of(
            TrendsTable.TRENDS.table(),
            ProjectionTables.PROJECTIONS.table(),
            ProjectionTables.CROSSINGS.table(),
            GenerationsTable.GENERATIONS.table(),
            ResourceTables.RESOURCE_FITS.table(),
            ResourceTables.RESOURCE_ESTIMATES.table(),
            DecompositionsTable.DECOMPOSITIONS.table(),
            ForecastTables.FORECASTS.table(),
            ForecastTables.FORECAST_CROSSINGS.table(),
            BacktestTables.BACKTESTS.table(),
            BacktestTables.BACKTEST_SUMMARY.table(),
            OddsTables.ODDS_BACKTEST_SUMMARY.table(),
            OddsTables.FORECAST_SENSITIVITY.table(),
            BreakpointsTable.BREAKPOINTS.table(),
            ComparisonsTable.COMPARISONS.table(),
            SensitivityTable.SENSITIVITY.table(),
            LeadTables.LEADS.table(),
            LeadTables.THRESHOLD_REACHES.table(),
            ClaimsTable.CLAIMS.table(),
            VintageTables.VINTAGE_CHANGES.table(),
            TrendHistoryTable.TREND_HISTORY.table(),
            ReportingTable.REPORTING.table(),
            KnowledgeTables.REPORTING_DELAYS.table(),
            KnowledgeTables.THRESHOLD_COUNTS.table(),
            DensitiesTable.DENSITIES.table());

    private ReportMaker() {}

    /** The HTML of the page. Throws a {@link UserException} if a table or the manifest cannot be read. */
    public static String page(ReportFolder folder) {
        return new Page(input(folder)).document();
    }

    /** The input of the page, with the same exceptions as {@link #page}. */
    public static ReportInput input(ReportFolder folder) {
        Provenance provenance = Manifest.provenance(folder.manifest());
        PublishedTableReader reader = new PublishedTableReader(
                folder.fileSystem().getConf(), folder.tables().toString(), provenance.vintage());
        List<Supplier<List<PublishedTable>>> tasks = new ArrayList<>(List.of(
                () -> List.of(new PageOdds(reader, provenance.vintage()).read()),
                () -> sampled(reader, provenance.metricsShown()),
                () -> List.of(
                        firstRows(reader, RejectsTable.REJECTS, MOST_REJECTS),
                        firstRows(reader, NowcastTables.NOWCASTS.table(), MOST_NOWCASTS)),
                () -> List.of(reader.read(
                        VintageTables.VALUE_CHANGES.table(),
                        row -> row.requireText("metric").equals(provenance.forecastMetric())))));
        TABLES_READ_WHOLE.forEach(table -> tasks.add(() -> List.of(reader.read(table))));
        Map<String, PublishedTable> publishedTables = new HashMap<>();
        ParallelTasks.map(tasks, Supplier::get)
                .forEach(tables -> tables.forEach(
                        table -> publishedTables.put(table.heading().name(), table)));
        return new ReportInput(publishedTables, provenance);
    }

    /** Two tables: a sample of observations, and the releases of the sample. The metrics share the limit equally. */
    private static List<PublishedTable> sampled(PublishedTableReader reader, long metricCount) {
        PublishedSample sample =
                new PublishedSample((int) Math.min(MOST_POINTS_PER_METRIC, MOST_POINTS / Math.max(1, metricCount)));
        PublishedTable observations = reader.read(ObservationsTable.OBSERVATIONS, sample::offer);
        Set<String> releaseIds = new HashSet<>();
        sample.rows().forEach(row -> releaseIds.add(row.requireText(ReleasesTable.RELEASE_ID)));
        return List.of(
                new PublishedTable(observations.heading(), sample.rows(), observations.rowsPublished()),
                reader.read(
                        ReleasesTable.of(List.of()), row -> releaseIds.contains(row.text(ReleasesTable.RELEASE_ID))));
    }

    private static PublishedTable firstRows(PublishedTableReader reader, Table table, int limit) {
        int[] rowsListed = {0};
        return reader.read(table, row -> rowsListed[0]++ < limit);
    }
}
