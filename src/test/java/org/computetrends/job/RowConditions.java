package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.table.PublishedTables;

/** Conditions in SQL that every row of the default run's tables meets. */
final class RowConditions {
    private RowConditions() {}

    /** Registers each table of the default run as a view. */
    static void registerTables() {
        ShippedRuns.result("2026-08-19");
        for (PublishedTables table : PublishedTables.values()) {
            ShippedRuns.table("out-all", table.id()).createOrReplaceTempView(table.id());
        }
    }

    /** Equality, but for the rounding of a few operations. */
    static String equal(String left, String right) {
        return near(left, right, 1e-12);
    }

    /** Equality, but for the rounding of sums. */
    static String near(String left, String right) {
        return near(left, right, 1e-9);
    }

    private static String near(String left, String right, double tolerance) {
        return "abs((" + left + ") - (" + right + ")) <= " + tolerance + " * greatest(abs(" + left + "), abs(" + right
                + "), 1e-3)";
    }

    /**
     * Requires conditions of every row for which they are known.
     *
     * @param rows a table, or joined tables
     * @param inSome whether each condition must be known in some row, so that it is tested at all
     */
    static void requireEverywhere(String rows, boolean inSome, List<String> conditions) {
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            counts.add("count_if(" + conditions.get(i) + ") as met" + i);
            counts.add("count_if(not (" + conditions.get(i) + ")) as broken" + i);
        }
        Row counted = TestSession.collect(
                        TestSession.get().sql("select " + String.join(", ", counts) + " from " + rows))
                .get(0);
        for (int i = 0; i < conditions.size(); i++) {
            String condition = rows + ": " + conditions.get(i);
            assertThat(counted.<Long>getAs("broken" + i))
                    .as("rows that break " + condition)
                    .isZero();
            if (inSome) {
                assertThat(counted.<Long>getAs("met" + i))
                        .as("rows that meet " + condition)
                        .isPositive();
            }
        }
    }

    /** Requires conditions of every row for which they are known, each of them in some row. */
    static void requireEverywhere(String rows, List<String> conditions) {
        requireEverywhere(rows, /* inSome= */ true, conditions);
    }
}
