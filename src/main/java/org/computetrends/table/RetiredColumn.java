package org.computetrends.table;

/**
 * A former column of a table. Tables that already have the column keep it, with the values of old rows; new rows have
 * null. New tables do not get it.
 *
 * @param name the name, which no new column of the table may have
 * @param since the version that first published without the column, such as {@code 0.2.0}
 * @param advice a sentence for readers, such as which column to read instead
 */
public record RetiredColumn(String name, String since, String advice) {

    /** The version that retired columns of the first release. */
    static final String SECOND_VERSION = "0.2.0";

    /** The description of the column in a warehouse. */
    public String meaning() {
        return "Retired in " + since + ", null in rows published since. " + advice;
    }
}
