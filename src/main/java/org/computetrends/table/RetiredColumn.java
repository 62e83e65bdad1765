package org.computetrends.table;

/**
 * A former column of a table. Tables that already have the column keep it, with the values of old rows; new rows have
 * null. New tables do not get it.
 *
 * @param name the name, which no new column of the table may have
 * @param since the version that first published without the column, such as {@code 0.2.0}
 */
public record RetiredColumn(String name, String since, String replacement) {

    /** The description of the column in a warehouse. */
    public String meaning() {
        return "Retired in " + since + ", null in rows published since. " + replacement;
    }
}
