package org.computetrends.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Run;
import org.computetrends.held.HeldVintages;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.SkippedFile;

/**
 * What a run was made of, for the table {@code runs} and the manifest.
 *
 * @param config the settings
 * @param input what was read
 * @param checked the releases kept and rejected
 */
record RunRecord(TrendConfig config, Ingested input, CheckedReleases checked) {

    /**
     * The run.
     *
     * @param started when it started
     * @param finished when its tables were ready
     * @param vintages the vintages in memory
     * @param history what other vintages say
     * @param stageSeconds how long each stage took
     */
    Run run(
            Instant started,
            Instant finished,
            HeldVintages vintages,
            VintageHistory.Result history,
            Map<String, Double> stageSeconds) {
        String digest = config.digest();
        String version = ProgramVersion.current();
        return new Run(
                runId(
                        input.read().vintage().toString(),
                        checked.inputDigest() + input.read().skippedFiles(),
                        vintages.digestOfOthers(),
                        history.digest(),
                        digest,
                        version),
                input.read().vintage().scopeId(),
                started,
                finished,
                checked.inputDigest(),
                digest,
                version,
                config.seed(),
                checked.rowsRead() + input.read().rowsWithoutVintage(),
                checked.rowsKept(),
                checked.rowsRejected() + input.read().rowsWithoutVintage(),
                stageSeconds);
    }

    /** Equal for equal input, configuration (the seed included) and code. */
    private static String runId(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What curation rejected, cells that the import could not read, files that were left out, and rows of no vintage. */
    Map<RejectReason, Long> rejectsByReason() {
        Map<RejectReason, Long> counts = new TreeMap<>(checked.rejectsByReason());
        List<SkippedFile> skipped = input.read().skipped();
        skipped.forEach(file -> counts.merge(file.reason(), 1L, Long::sum));
        long withoutVintage = input.read().rowsWithoutVintage();
        if (withoutVintage > 0) {
            counts.merge(RejectReason.MISSING_VINTAGE, withoutVintage, Long::sum);
        }
        long cells = input.toldCount() - skipped.size() - withoutVintage;
        if (cells > 0) {
            counts.merge(RejectReason.UNREADABLE, cells, Long::sum);
        }
        return counts;
    }

    /** What the person should know of the input, and of what tables lack. */
    List<String> warnings() {
        return Stream.concat(input.read().warnings().stream(), checked.warnings().stream())
                .toList();
    }

    Manifest manifest(
            SparkSession session,
            Run run,
            Evaluations evaluated,
            VintageHistory.Result history,
            Map<String, Long> counts) {
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
                input.read().date().toString(),
                run.scope(),
                run.seed(),
                Stream.concat(
                                input.files().stream(),
                                InputFiles.describe(
                                        session,
                                        Stream.concat(
                                                        input.others().stream()
                                                                .flatMap(other -> other.read().files().stream()),
                                                        history.files().stream())
                                                .toList(),
                                        config.publishing().hashInputsUpToBytes())
                                        .stream())
                        .map(file -> new Manifest.InputFile(
                                file.file(), file.bytes(), file.modified().toString(), file.sha256()))
                        .toList(),
                input.read().skippedFiles(),
                run.inputFingerprint(),
                run.configDigest(),
                configuration,
                rows,
                rejects,
                counts,
                Manifest.Forecaster.byTarget(config.backtest().forecasting(), evaluated.backtested()),
                run.stageSeconds(),
                warnings());
    }
}
