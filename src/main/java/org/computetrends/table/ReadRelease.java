package org.computetrends.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The names of columns that {@code ingest} adds to the canonical ones, for use within a run, and of the scope file next
 * to the releases of a vintage.
 */
public final class ReadRelease {

    /** The file in a vintage's folder with the name of its scope. Spark ignores files with a leading underscore. */
    public static final String SCOPE_FILE = "_scope";

    /** The row number in the published file, with the header as row 1; null where the source does not state it. */
    public static final String STATED_ROW = "_stated_row";

    /** The path of the row's Parquet file. */
    public static final String FILE = "_file";

    /** The row index in its Parquet file, from 0. With the file, it identifies a row in every pass. */
    public static final String ROW_INDEX = "_row_index";

    /**
     * The cells that are null because the source's value does not fit the column's type, as {@code column=value}; null
     * if there are none.
     */
    public static final String UNREADABLE = "_unreadable";

    public static final DataType UNREADABLE_TYPE = DataTypes.createArrayType(DataTypes.StringType, false);

    private ReadRelease() {}
}
