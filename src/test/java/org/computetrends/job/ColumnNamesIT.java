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
                conditions.addAll(boundConditions(column));
                conditions.addAll(intervalConditions(column.name(), names));
                conditions.addAll(orderConditions(column.name(), names));
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

    private static List<String> boundConditions(StructField column) {
        if (column.name().matches(FROM_0_TO_1)) {
            return List.of(column.name() + " between 0 and 1");
        }
        boolean isCount =
                column.dataType().equals(DataTypes.LongType) && column.name().matches("(.*_)?n(_.*)?|.*_windows");
        return isCount ? List.of(column.name() + " >= 0") : List.of();
    }

    /**
     * If the column is an interval's lower end: conditions that ends are in order, contain the estimate, and that a 95%
     * interval contains the 80% one.
     */
    private static List<String> intervalConditions(String low, Set<String> names) {
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

    /** If the column has a counterpart, such as last for first or the next year: that it is at most that. */
    private static List<String> orderConditions(String name, Set<String> names) {
        String counterpart = name.startsWith(CROSSED_BY)
                ? CROSSED_BY + (Integer.parseInt(name.substring(CROSSED_BY.length())) + 1)
                : name.replace("first", "last").replace("from", "to");
        return !counterpart.equals(name) && names.contains(counterpart)
                ? List.of(name + " <= " + counterpart)
                : List.of();
    }
}
