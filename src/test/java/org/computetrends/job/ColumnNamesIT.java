package org.computetrends.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.computetrends.table.PublishedTables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the names of columns promise, in every row of the default run: ends of intervals and quantiles are in order,
 * wider intervals contain narrower ones, probabilities are from 0 to 1, and counts are not negative.
 */
class ColumnNamesIT {
    private static final List<String> QUANTILES = List.of("p02_5", "p10", "p25", "p50", "p75", "p90", "p97_5");

    private static final String CROSSED_BY = "p_crossed_by_";

    /** The names of numbers from 0 to 1. A share of growth may be outside. */
    private static final String FROM_0_TO_1 = "probability|pit|akaike_weight|brier|mean_probability|p_crossed_by_\\d+"
            + "|(.*_)?p_value(_holm)?|(.*_)?coverage\\d+|share_(happened|at_least|at_most)"
            + "|(.*_)?(frontier|amount|record|constrained)_share";

    @BeforeAll
    static void tables() {
        RowConditions.registerTables();
    }

    @Test
    void namesKeepTheirPromisesInEveryTable() {
        for (PublishedTables table : PublishedTables.values()) {
            StructType schema = ShippedRuns.table("out-all", table.id()).schema();
            Set<String> names = Set.of(schema.fieldNames());
            List<String> conditions = new ArrayList<>();
            for (StructField column : schema.fields()) {
                conditions.addAll(boundsOf(column));
                conditions.addAll(intervalFrom(column.name(), names));
                conditions.addAll(orderFrom(column.name(), names));
            }
            if (names.containsAll(QUANTILES)) {
                IntStream.range(1, QUANTILES.size())
                        .forEach(i -> conditions.add(QUANTILES.get(i - 1) + " <= " + QUANTILES.get(i)));
            }
            if (!conditions.isEmpty()) {
                RowConditions.requireEverywhere(table.id(), /* inSome= */ false, conditions);
            }
        }
    }

    private static List<String> boundsOf(StructField column) {
        if (column.name().matches(FROM_0_TO_1)) {
            return List.of(column.name() + " between 0 and 1");
        }
        boolean isCount =
                column.dataType().equals(DataTypes.LongType) && column.name().matches("(.*_)?n(_.*)?|.*_windows");
        return isCount ? List.of(column.name() + " >= 0") : List.of();
    }

    /** Of the interval whose lower end is the column: its order, its estimate, and the 80% interval in a 95% one. */
    private static List<String> intervalFrom(String low, Set<String> names) {
        if (!low.endsWith("_low") || !names.contains(upper(low))) {
            return List.of();
        }
        List<String> conditions = new ArrayList<>(List.of(low + " <= " + upper(low)));
        String estimate = low.substring(0, low.length() - "_low".length());
        if (names.contains(estimate)) {
            conditions.add(estimate + " between " + low + " and " + upper(low));
        }
        String narrower = low.replace("95", "80");
        if (!narrower.equals(low) && names.contains(narrower)) {
            conditions.add(low + " <= " + narrower);
            conditions.add(upper(narrower) + " <= " + upper(low));
        }
        return conditions;
    }

    private static String upper(String low) {
        return low.substring(0, low.length() - "low".length()) + "high";
    }

    /** That the column is not above its counterpart: first and last, from and to, a year and the next. */
    private static List<String> orderFrom(String name, Set<String> names) {
        String counterpart = name.startsWith(CROSSED_BY)
                ? CROSSED_BY + (Integer.parseInt(name.substring(CROSSED_BY.length())) + 1)
                : name.replace("first", "last").replace("from", "to");
        return !counterpart.equals(name) && names.contains(counterpart)
                ? List.of(name + " <= " + counterpart)
                : List.of();
    }
}
