package org.computetrends.job;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.Metric;
import org.computetrends.domain.UserException;
import org.computetrends.table.CanonicalRelease;

/**
 * Looks at the expressions of metrics before any data are read: whether they are SQL, over columns of a release.
 *
 * @param metrics the metrics
 */
record MetricExpressions(List<Metric> metrics) {

    /**
     * Checks them.
     *
     * @throws UserException that names every metric whose expression cannot be used
     */
    void requireValid(SparkSession session) {
        Dataset<Row> nothing = session.createDataFrame(List.of(), CanonicalRelease.schema());
        if (isAnalysable(nothing)) {
            return;
        }
        List<String> faults = new ArrayList<>();
        for (Metric metric : metrics) {
            try {
                nothing.select(expr(metric.expression()).cast("double")).schema();
            } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
                faults.add("metrics." + metric.id() + ".value = " + metric.expression() + ": "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
        }
        if (!faults.isEmpty()) {
            throw UserException.usage(String.join("; ", faults));
        }
    }

    /** Whether all can be used together; if not, each is looked at for its fault. */
    private boolean isAnalysable(Dataset<Row> releases) {
        try {
            Column[] values = metrics.stream()
                    .map(metric -> expr(metric.expression()).cast("double"))
                    .toArray(Column[]::new);
            return releases.select(values).columns().length == values.length;
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            return false;
        }
    }
}
