package org.computetrends.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Run;
import org.computetrends.domain.VintageScope;

/**
 * The {@code runs} table: the inputs, settings and duration of the run that made a vintage's rows. Only this table and
 * the forecast log depend on the clock.
 */
public final class RunsTable {

    /**
     * The timed stages before publishing, in the order in which they begin. A run has either the stages that work in
     * memory, such as "curate", or the two scans of large inputs.
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
        TableBuilder<Run> table = RecordTable.<Run>named("runs", "A run, with its input, settings and duration.")
                .keyedByRunId()
                .optionalText("scope", Run::scope)
                .oneOf(VintageScope.ids())
                .meaning("The scope analysed: notable, milestones, paper, all or large-scale; null where the input"
                        + " records none.")
                .required("started", DataTypes.TimestampType, Run::started)
                .meaning("When the run started.")
                .required("finished", DataTypes.TimestampType, Run::finished)
                .meaning("When the stages before publishing had ended.")
                .text("input_fingerprint", Run::inputFingerprint)
                .meaning("Digest of the rows read, independent of their order and files.")
                .text("config_digest", Run::configDigest)
                .meaning("SHA-256 of the settings that can change a value.")
                .text("code_version", Run::codeVersion)
                .meaning("The program's version.")
                .count("seed", Run::seed)
                .meaning("The seed of every random draw.")
                .count("rows_read", Run::rowsRead)
                .meaning("Rows of the vintage, and rows without one.")
                .count("rows_kept", Run::rowsKept)
                .meaning("Releases kept.")
                .count("rows_rejected", Run::rowsRejected)
                .meaning("Rows rejected; read = kept + rejected.");
        for (String stage : STAGES) {
            table.optionalNumber(
                            stage.replace(' ', '_') + "_seconds",
                            run -> run.stageSeconds().get(stage))
                    .meaning("How long the stage took; some stages run concurrently. Null where the"
                            + " run did not have the stage.");
        }
        return table.build();
    }
}
