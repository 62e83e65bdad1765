package org.computetrends.publish;

import org.computetrends.domain.UserException;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * What may change of a table that others read: columns are added, and neither go nor change their type. A column that the
 * declaration retires stays where it is, for the rows that have it.
 */
final class SchemaChange {

    private SchemaChange() {}

    /**
     * Refuses a change that takes something away.
     *
     * @param sink the sink's name
     * @param column a column that the sink's table has
     * @param declared its type as declared, in the same words; null where it is not declared
     * @throws UserException when the column would go, or change its type
     */
    static void requireKept(String sink, Table table, String column, String type, @Nullable String declared) {
        if (declared == null && table.retired(column).isPresent()) {
            return;
        }
        if (declared == null) {
            throw UserException.usage("table " + table.name() + " of " + sink + " has the column " + column
                    + ", which this run does not: columns are never dropped; publish elsewhere, or drop it yourself");
        }
        if (!declared.equals(type)) {
            throw UserException.usage("table " + table.name() + " of " + sink + " has the column " + column
                    + " of type " + type + ", which this run has as " + declared
                    + ": columns are never retyped; publish elsewhere, or rename it yourself");
        }
    }
}
