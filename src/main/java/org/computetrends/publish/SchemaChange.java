package org.computetrends.publish;

import org.computetrends.domain.UserException;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a published table's columns are not removed or retyped. Adding columns is permitted. A former column
 * ({@link Table#retired}) stays in the table, because older rows have values in it.
 */
final class SchemaChange {
    private SchemaChange() {}

    /**
     * Checks one published column.
     *
     * @param sink the sink's name in the message
     * @param type the published column's type, in the sink's notation
     * @param declaredType the declared type, in the same notation; null if the column is not declared
     * @throws UserException when the column would be removed or retyped
     */
    static void requireCompatible(String sink, Table table, String column, String type, @Nullable String declaredType) {
        if (declaredType == null && table.retired(column).isPresent()) {
            return;
        }
        if (declaredType == null) {
            throw UserException.usage("table " + table.name() + " of " + sink + " has the column " + column
                    + ", which this run does not: columns are never dropped; publish elsewhere, or drop it yourself");
        }
        if (!declaredType.equals(type)) {
            throw UserException.usage("table " + table.name() + " of " + sink + " has the column " + column
                    + " of type " + type + ", which this run has as " + declaredType
                    + ": columns are never retyped; publish elsewhere, or drop it yourself");
        }
    }
}
