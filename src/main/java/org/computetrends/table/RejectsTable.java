package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.text;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.RejectReason;

/** The {@code rejects} table: every row, value or file that was not used, and why. */
public final class RejectsTable {

    public static final String SOURCE_FILE = "source_file";
    public static final String SOURCE_ROW = "source_row";
    public static final String REASON = "reason";
    public static final String COLUMN_NAME = "column_name";
    public static final String MODEL = "model";
    public static final String VALUE = "value";
    public static final String MESSAGE = "message";

    /** The row number of a reject that concerns a whole file. */
    public static final long WHOLE_FILE = -1;

    /** The column of a reject that concerns all columns. */
    public static final String EVERY_COLUMN = "*";

    public static final Table REJECTS = new Table(
            "rejects",
            "A row, a value or a whole file that was not used.",
            List.of(SOURCE_FILE, SOURCE_ROW, REASON, COLUMN_NAME),
            List.of(
                    text(
                            SOURCE_FILE,
                            "What source_row counts in: the vintage's folder (without vintage folders, the input) if"
                                    + " its rows have the row numbers of the published file, else the Parquet file."),
                    count(
                            SOURCE_ROW,
                            "The row of the published file (header is 1), or of the Parquet file (first is 0);"
                                    + " -1 for the whole file."),
                    text(REASON, "The reason.").oneOf(RejectReason.values()),
                    text(COLUMN_NAME, "The column at fault; * for all."),
                    optional(MODEL, DataTypes.StringType, "The system's name; null where missing."),
                    optional(VALUE, DataTypes.StringType, "The value, as text; null where missing."),
                    text(MESSAGE, "The reason in a sentence, with the bound.")));

    private RejectsTable() {}
}
