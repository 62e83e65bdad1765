package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Run;
import org.computetrends.domain.VintageScope;

/**
 * The {@code runs} table: the inputs and settings of a vintage's rows. Only it and the forecast log depend on the clock.
 */
public final class RunsTable {

    /**
     * The stages before publishing, in the order in which they begin. The two scans replace the stages that work in
     * memory.
     */
    private static final List<String> STAGES = List.of(
            "ingest",
            "ingest other vintages",
            "curate",
            "survey",
            "scan dates",
            "collect vintages",
            "knowledge",
            "evaluate",
            "score forecast log",
            "segment",
            "scan populations",
            "vintages",
            "fit",
            "claims",
            "project");

    public static final RecordTable<Run> RUNS = runs();

    private RunsTable() {}

    private static RecordTable<Run> runs() {
        RecordTable.Builder<Run> table = RecordTable.<Run>named("runs", "A run, keyed by its id.")
                .keyedByRunId()
                .column(
                        optional(
                                        "scope",
                                        DataTypes.StringType,
                                        "The scope analysed: notable, milestones, paper, all or large-scale; null where the input"
                                                + " records none.")
                                .oneOf(VintageScope.ids()),
                        Run::scope)
                .column(required("started", DataTypes.TimestampType, "When it started."), Run::started)
                .column(required("finished", DataTypes.TimestampType, "When its tables were complete."), Run::finished)
                .column(
                        text("input_fingerprint", "Digest of the rows read, independent of their order and files."),
                        Run::inputFingerprint)
                .column(text("config_digest", "SHA-256 of the settings that can change a value."), Run::configDigest)
                .column(text("code_version", "The program's version."), Run::codeVersion)
                .column(count("seed", "The seed of every random draw."), Run::seed)
                .column(count("rows_read", "Rows of the vintage."), Run::rowsRead)
                .column(count("rows_kept", "Releases kept."), Run::rowsKept)
                .column(count("rows_rejected", "Rows rejected; read = kept + rejected."), Run::rowsRejected);
        for (String stage : STAGES) {
            table.column(
                    Column.number(
                            stage.replace(' ', '_') + "_seconds",
                            "How long the stage took; some stages run concurrently. Null where the run did not have it."),
                    run -> run.stageSeconds().get(stage));
        }
        return table.build();
    }
}
