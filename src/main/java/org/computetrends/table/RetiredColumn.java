package org.computetrends.table;

/**
 * A former column of a table. Sinks that have it keep it, with the values of rows published before. In later rows it is
 * null. New tables do not have it.
 *
 * @param name its name, which no new column of the table may have
 * @param since the version that first published without it, such as {@code 0.2.0}
 * @param replacement a sentence on what replaces it
 */
public record RetiredColumn(String name, String since, String replacement) {

    /** Its description in a warehouse. */
    public String meaning() {
        return "Retired in " + since + ", null in rows published since. " + replacement;
    }
}
