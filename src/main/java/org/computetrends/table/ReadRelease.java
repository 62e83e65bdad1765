package org.computetrends.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What stands beside the releases of a vintage, and the columns that reading puts beside the canonical ones. */
public final class ReadRelease {

    /** The file in a vintage's folder that holds its scope, a word; Spark overlooks the underscore. */
    public static final String SCOPE_FILE = "_scope";

    /** The as-of date of the row's vintage. */
    public static final String VINTAGE = "_vintage";

    /** Whether only releases flagged notable are analysed of the row's vintage. */
    public static final String ONLY_NOTABLE = "_only_notable";

    /** The row's place in the published file, its header being row 1, where the source states it; null otherwise. */
    public static final String STATED_ROW = "_stated_row";

    /** The path of the row's Parquet file. */
    public static final String FILE = "_file";

    /** The row's index in its Parquet file, from 0: with the file, what a row is known by in every pass. */
    public static final String ROW_INDEX = "_row_index";

    /** Of values that are null because the source's are none of their column's type, the column and the value; null for none. */
    public static final String UNREADABLE = "_unreadable";

    /** The type of {@link #UNREADABLE}: texts as {@code column=value}. */
    public static final DataType UNREADABLE_TYPE = DataTypes.createArrayType(DataTypes.StringType, false);

    private ReadRelease() {}
}
