package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Run;
import org.computetrends.domain.VintageScope;

/** The {@code runs} table: what made a vintage's rows. With the forecast log the only table that knows of the clock. */
public final class RunsTable {

    /** The stages up to publishing, in the order in which they begin; the two that scan stand for what holds rows. */
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
                                        "What is analysed of what the source lists: notable, milestones, paper, all or large-scale;"
                                                + " null where the input records no scope.")
                                .oneOf(VintageScope.ids()),
                        Run::scope)
                .column(required("started", DataTypes.TimestampType, "When it started."), Run::started)
                .column(required("finished", DataTypes.TimestampType, "When its tables were ready."), Run::finished)
                .column(
                        text("input_fingerprint", "Digest of the rows read, whatever their order and files."),
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
                            "How long the stage took, some beside others; null where the run had none."),
                    run -> run.stageSeconds().get(stage));
        }
        return table.build();
    }
}
