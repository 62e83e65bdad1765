package org.computetrends.table;

/**
 * A column that a table had once. Sinks that have it keep it, with the values of rows published before; rows published since
 * are null in it. A new table does not have it.
 *
 * @param name its name, which no column of the table may have again
 * @param since the release of the program that first published without it, such as {@code 0.2.0}
 * @param replacement what says it now, a sentence
 */
public record RetiredColumn(String name, String since, String replacement) {

    /** What a warehouse says of it. */
    public String meaning() {
        return "Retired in " + since + ", null in rows published since. " + replacement;
    }
}
