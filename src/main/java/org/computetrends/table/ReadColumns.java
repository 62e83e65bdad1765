package org.computetrends.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The names of the columns that {@code ingest} adds to the canonical ones, for use within a run. */
public final class ReadColumns {

    /**
     * The row number that the source states; null if it states none. {@link CanonicalRelease#SOURCE_ROW} then has the
     * row index.
     */
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

    private ReadColumns() {}
}
