package org.computetrends.publish;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DoubleType;
import org.computetrends.table.Table;

/**
 * Checks the rows of Iceberg and catalog sinks before they become visible. Rules are the expected number of rows,
 * unique keys, no null in a required column, and only finite numbers in columns of doubles.
 */
final class QualityRules {
    /** The column with the number of rows that have the same key. No table has a column of this name. */
    private static final String ROWS_OF_KEY = "__rows";

    private QualityRules() {}

    /** @throws IllegalStateException when a table's rows of one vintage violate a rule */
    static void require(Table table, Dataset<Row> rows, long expectedRows) {
        List<String> violations = violations(table, rows, expectedRows);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("table " + table.name() + ": " + String.join("; ", violations));
        }
    }

    /** The conditions that find faulty rows, by the beginning of the message about the rows. */
    private static Map<String, Column> faultConditions(Table table) {
        Map<String, Column> faults = new LinkedHashMap<>();
        for (org.computetrends.table.Column column : table.warehouseColumns()) {
            Column values = col(column.name());
            if (!column.nullable()) {
                faults.put("column " + column.name() + " is null in ", values.isNull());
            }
            if (column.type() instanceof DoubleType) {
                Column isInfinite = abs(values).equalTo(lit(Double.POSITIVE_INFINITY));
                faults.put(
                        "column " + column.name() + " is not finite in ",
                        isnan(values).or(isInfinite));
            }
        }
        return faults;
    }

    /** A message for each rule that a table's rows of one vintage violate. */
    private static List<String> violations(Table table, Dataset<Row> rows, long expectedRows) {
        Map<String, Column> faults = faultConditions(table);
        List<Column> countsByKey = new ArrayList<>();
        List<Column> totals = new ArrayList<>(List.of(max(ROWS_OF_KEY)));
        for (Column fault : faults.values()) {
            String name = "fault" + countsByKey.size();
            countsByKey.add(count_if(fault).as(name));
            totals.add(sum(name));
        }
        Column[] key = table.warehouseKey().stream().map(name -> col(name)).toArray(Column[]::new);
        // One pass for all rules. Columns: all rows, the most rows with the same key, then the rows of each fault.
        Row counts = rows.groupBy(key)
                .agg(count(lit(1)).as(ROWS_OF_KEY), countsByKey.toArray(Column[]::new))
                .agg(sum(ROWS_OF_KEY), totals.toArray(Column[]::new))
                .first();
        long rowsFound = counts.isNullAt(0) ? 0 : counts.getLong(0);
        List<String> violations = new ArrayList<>();
        if (rowsFound != expectedRows) {
            violations.add(rowsFound + " of " + expectedRows + " rows arrived");
        }
        if (rowsFound == 0) {
            return violations;
        }
        if (counts.getLong(1) > 1) {
            Row repeatedKey = rows.groupBy(key).count().where("count > 1").first();
            violations.add("the key " + String.join(", ", table.warehouseKey()) + " is not unique: " + repeatedKey);
        }
        int index = 2; // of the first fault
        for (String fault : faults.keySet()) {
            long faultyRows = counts.getLong(index++);
            if (faultyRows > 0) {
                violations.add(fault + faultyRows + " rows");
            }
        }
        return violations;
    }
}
