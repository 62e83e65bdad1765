package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Run;

/** The {@code runs} table: what made a vintage's rows. The only table that knows of the clock. */
public final class RunsTable {

    public static final RecordTable<Run> RUNS = RecordTable.<Run>named("runs", "A run, keyed by its id.")
            .keyedByRunId()
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
            .column(count("rows_rejected", "Rows rejected; read = kept + rejected."), Run::rowsRejected)
            .column(seconds("ingest"), run -> run.stageSeconds().get("ingest"))
            .column(seconds("curate"), run -> run.stageSeconds().get("curate"))
            .column(seconds("segment"), run -> run.stageSeconds().get("segment"))
            .column(seconds("fit"), run -> run.stageSeconds().get("fit"))
            .column(seconds("project"), run -> run.stageSeconds().get("project"))
            .build();

    private RunsTable() {}

    private static Column seconds(String stage) {
        return Column.number(stage + "_seconds", "How long the stage took.");
    }
}
