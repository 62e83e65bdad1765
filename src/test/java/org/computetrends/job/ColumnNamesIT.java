package org.computetrends.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.computetrends.table.PublishedTables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the names of columns promise, in every row of the default run: ends of intervals and quantiles are in order,
 * wider intervals contain narrower ones, probabilities are from 0 to 1, and counts are not negative.
 */
class ColumnNamesIT {
    private static final List<String> QUANTILES = List.of("p02_5", "p10", "p25", "p50", "p75", "p90", "p97_5");

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
            Set<String> names = new HashSet<>();
            List<String> conditions = new ArrayList<>();
            StructField[] columns =
                    ShippedRuns.table("out-all", table.id()).schema().fields();
            for (StructField column : columns) {
                names.add(column.name());
            }
            for (StructField column : columns) {
                String name = column.name();
                if (name.endsWith("_low") && names.contains(upper(name))) {
                    conditions.add(name + " <= " + upper(name));
                    String middle = name.substring(0, name.length() - "_low".length());
                    if (names.contains(middle)) {
                        conditions.add(middle + " between " + name + " and " + upper(name));
                    }
                    String narrower = name.replace("95", "80");
                    if (!narrower.equals(name) && names.contains(narrower)) {
                        conditions.add(name + " <= " + narrower);
                        conditions.add(upper(narrower) + " <= " + upper(name));
                    }
                }
                if (name.matches(FROM_0_TO_1)) {
                    conditions.add(name + " between 0 and 1");
                }
                if (column.dataType().equals(DataTypes.LongType) && name.matches("(.*_)?n(_.*)?|.*_windows")) {
                    conditions.add(name + " >= 0");
                }
                String later = name.replace("first", "last").replace("from", "to");
                if (!later.equals(name) && names.contains(later)) {
                    conditions.add(name + " <= " + later);
                }
                int year = name.startsWith("p_crossed_by_") ? Integer.parseInt(name.substring(13)) : 0;
                if (names.contains("p_crossed_by_" + (year + 1))) {
                    conditions.add(name + " <= p_crossed_by_" + (year + 1));
                }
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

    private static String upper(String low) {
        return low.substring(0, low.length() - "low".length()) + "high";
    }
}
