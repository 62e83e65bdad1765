package org.computetrends.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Lag;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Run;
import org.computetrends.domain.Sha256;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.UnusableFile;
import org.computetrends.publish.TableRows;

/** Summarizes a run for the table {@code runs}, the manifest and the caller of {@link TrendJob}. */
record RunRecord(TrendConfig config, Findings findings) {
    /**
     * The row of the table {@code runs}.
     *
     * @param finished when the stages before publishing had ended
     */
    Run run(Instant started, Instant finished, Map<String, Double> stageSeconds) {
        Ingested input = findings.input();
        CheckedReleases checkedReleases = findings.checkedReleases();
        String digest = config.digest();
        String version = ProgramVersion.current();
        // Two runs have the same id if input, settings (with the seed) and code are equal.
        String identity = String.join(
                "\n",
                input.analysed().vintage().toString(),
                checkedReleases.inputDigest() + input.analysed().skippedFiles(),
                findings.evaluations().vintages().digestOfOthers(),
                findings.history().identity()
                        + findings.evaluations().nowcasts().identity(),
                digest,
                version);
        return new Run(
                HexFormat.of().formatHex(Sha256.of(identity), 0, 8),
                input.analysed().vintage().scopeId(),
                started,
                finished,
                checkedReleases.inputDigest(),
                digest,
                version,
                config.seed(),
                checkedReleases.rowsRead() + input.analysed().rowsWithoutVintage(),
                checkedReleases.rowsKept(),
                checkedReleases.rowsRejected() + input.analysed().rowsWithoutVintage(),
                stageSeconds);
    }

    /**
     * The number of rejects by reason. Rejects are rows and values rejected by curation, cells that the import could
     * not read, files left out, and rows without a vintage.
     */
    Map<RejectReason, Long> rejectsByReason() {
        Ingested input = findings.input();
        Map<RejectReason, Long> counts =
                new TreeMap<>(findings.checkedReleases().rejectsByReason());
        List<UnusableFile> skipped = input.analysed().skipped();
        skipped.forEach(file -> counts.merge(file.reason(), 1L, Long::sum));
        long withoutVintage = input.analysed().rowsWithoutVintage();
        if (withoutVintage > 0) {
            counts.merge(RejectReason.MISSING_VINTAGE, withoutVintage, Long::sum);
        }
        // The early rejects also have a row for each file left out and each row without a vintage.
        long earlyRejects = input.earlyRejects().map(RowsWithoutRunId::count).orElse(0L);
        long unreadableCells = earlyRejects - skipped.size() - withoutVintage;
        if (unreadableCells > 0) {
            counts.merge(RejectReason.UNREADABLE, unreadableCells, Long::sum);
        }
        return counts;
    }

    /** Warnings about the input, rows that tables lack, the benchmark index, and empty groups in {@code leads}. */
    List<String> warnings() {
        return Stream.of(
                        findings.input().analysed().warnings(),
                        findings.checkedReleases().warnings(),
                        findings.evaluations().warnings(),
                        findings.evaluations().nowcasts().warnings(),
                        // Each lead has exactly one lag on the vintage's date, so each warning comes once.
                        lags().stream()
                                .filter(lag -> lag.on().equals(lag.vintage()))
                                .flatMap(lag -> lag.emptyGroupWarnings().stream())
                                .toList())
                .flatMap(List::stream)
                .toList();
    }

    /** Lags by the values of the vintage analysed. */
    private List<Lag> lags() {
        return findings.evaluations().lags().stream()
                .filter(lag -> lag.vintage().equals(findings.vintage()))
                .toList();
    }

    /** The result of the job, for its caller. */
    TrendJob.Result result(Run run, List<TableRows> tables, String folder, Optional<GateOutcome> gate) {
        return new TrendJob.Result(
                run,
                findings.vintage(),
                findings.fittedTrends().trends(),
                findings.fittedTrends().comparisons(),
                findings.projections(),
                findings.evaluations().forecastResult().crossings(),
                lags(),
                rejectsByReason(),
                rowsByTable(tables),
                folder,
                warnings(),
                gate);
    }

    private static Map<String, Long> rowsByTable(List<TableRows> tables) {
        Map<String, Long> rows = new LinkedHashMap<>();
        tables.forEach(table -> rows.put(table.table().name(), table.count()));
        return rows;
    }

    Manifest manifest(SparkSession session, Run run, List<TableRows> tables) {
        Ingested input = findings.input();
        List<String> otherFiles = new ArrayList<>();
        input.otherVintages()
                .forEach(vintage -> otherFiles.addAll(vintage.input().files()));
        otherFiles.addAll(findings.history().files());
        otherFiles.addAll(findings.evaluations().nowcasts().files());
        List<InputFiles.InputFile> files = new ArrayList<>(input.files());
        files.addAll(
                InputFiles.describe(session, otherFiles, config.publishing().hashInputsUpToBytes()));
        Map<String, String> configuration = new TreeMap<>();
        config.settings().forEach((key, setting) -> configuration.put(key, setting.value()));
        Map<String, Long> rejects = new TreeMap<>();
        rejectsByReason().forEach((reason, count) -> rejects.put(reason.name(), count));
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("read", run.rowsRead());
        rows.put("kept", run.rowsKept());
        rows.put("rejected", run.rowsRejected());
        return new Manifest(
                run.id(),
                "compute-trends " + run.codeVersion(),
                run.started().toString(),
                run.finished().toString(),
                findings.vintage().toString(),
                run.scope(),
                run.seed(),
                files.stream()
                        .map(file -> new Manifest.InputFile(
                                file.file(), file.bytes(), file.modified().toString(), file.sha256()))
                        .toList(),
                input.analysed().skippedFiles(),
                run.inputFingerprint(),
                run.configDigest(),
                configuration,
                rows,
                rejects,
                rowsByTable(tables),
                Manifest.DefaultMethod.byTarget(
                        config.backtest().forecasting(), findings.evaluations().forecastResult()),
                run.stageSeconds(),
                warnings());
    }
}
