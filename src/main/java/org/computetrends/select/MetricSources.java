package org.computetrends.select;

import static org.apache.spark.sql.functions.expr;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Metric;
import org.computetrends.domain.UserException;
import org.computetrends.sql.ArrayExpression;
import org.computetrends.sql.ArrayProgram;
import org.computetrends.sql.RowExpression;
import org.computetrends.table.CanonicalRelease;

/**
 * The sources of metrics: the value of each is a quantity, or computed by array operations, or evaluated by Spark row
 * by row. The choice matters for speed only, because results are equal.
 *
 * @param sources by metric
 */
public record MetricSources(List<Source> sources) implements Serializable {
    static final List<String> QUANTITIES = CanonicalRelease.QUANTITIES.stream()
            .map(org.computetrends.table.Column::name)
            .toList();

    private static final String NOT_OF_ONE_ROW =
            "a metric's value is computed from a single release, without aggregates, windows or random numbers";

    public MetricSources {
        sources = List.copyOf(sources);
    }

    sealed interface Source extends Serializable {}

    /**
     * The metric is a quantity.
     *
     * @param which its index in {@link #QUANTITIES}
     */
    record Quantity(int which) implements Source {}

    /** The metric is computed from quantities, batch by batch. */
    record Computed(ArrayProgram program) implements Source {}

    /** The metric is evaluated by Spark, row by row, because array operations do not support its expression. */
    record Evaluated(RowExpression expression) implements Source {}

    /**
     * Chooses how each metric is computed.
     *
     * @throws UserException if an expression is not valid SQL over the columns of one release; the message names all
     *     such metrics
     */
    public static MetricSources of(SparkSession session, List<Metric> metrics) {
        List<Column> expressions = metrics.stream().map(MetricSources::column).toList();
        Dataset<Row> releases = session.createDataFrame(List.of(), CanonicalRelease.schema());
        try {
            List<Optional<ArrayProgram>> programs = ArrayExpression.programs(releases, expressions, QUANTITIES);
            List<Source> sources = new ArrayList<>();
            for (int i = 0; i < metrics.size(); i++) {
                Column expression = expressions.get(i);
                int quantity = quantity(metrics.get(i));
                sources.add(
                        quantity >= 0
                                ? new Quantity(quantity)
                                : programs.get(i)
                                        .<Source>map(Computed::new)
                                        .orElseGet(() -> evaluated(session, releases, expression)));
            }
            return new MetricSources(sources);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            List<String> faults = faults(releases, metrics);
            throw faults.isEmpty()
                    ? new IllegalStateException("metrics are valid one by one but not together", e)
                    : UserException.usage(String.join("; ", faults));
        }
    }

    /** The sources of metrics if all are quantities, without Spark; empty if Spark must parse an expression. */
    public static Optional<MetricSources> ofQuantities(List<Metric> metrics) {
        List<Source> sources = metrics.stream()
                .<Source>map(metric -> new Quantity(quantity(metric)))
                .toList();
        return metrics.stream().allMatch(MetricSources::isQuantity)
                ? Optional.of(new MetricSources(sources))
                : Optional.empty();
    }

    /** Whether a metric's expression is the name of a quantity. */
    public static boolean isQuantity(Metric metric) {
        return quantity(metric) >= 0;
    }

    private static int quantity(Metric metric) {
        return QUANTITIES.indexOf(metric.expression().trim());
    }

    private static Source evaluated(SparkSession session, Dataset<Row> releases, Column expression) {
        if (!ArrayExpression.isOfOneRow(releases, expression)) {
            throw new IllegalArgumentException(NOT_OF_ONE_ROW);
        }
        return new Evaluated(RowExpression.of(session, CanonicalRelease.schema(), expression));
    }

    private static Column column(Metric metric) {
        return expr(metric.expression()).cast(DataTypes.DoubleType);
    }

    private static List<String> faults(Dataset<Row> releases, List<Metric> metrics) {
        List<String> faults = new ArrayList<>();
        for (Metric metric : metrics) {
            String fault;
            try {
                fault = ArrayExpression.isOfOneRow(releases, column(metric)) ? null : NOT_OF_ONE_ROW;
            } catch (Exception e) { // as above
                fault = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            }
            if (fault != null) {
                faults.add("metrics." + metric.id() + ".value = " + metric.expression() + ": " + fault);
            }
        }
        return faults;
    }

    /** The indices in {@link #QUANTITIES} of the quantities that metrics use, in order. */
    List<Integer> quantities() {
        TreeSet<Integer> columns = new TreeSet<>();
        for (Source source : sources) {
            if (source instanceof Quantity quantity) {
                columns.add(quantity.which());
            } else if (source instanceof Computed computed) {
                columns.addAll(computed.program().columns());
            }
        }
        for (String column : columns()) {
            if (QUANTITIES.contains(column)) {
                columns.add(QUANTITIES.indexOf(column));
            }
        }
        return List.copyOf(columns);
    }

    /** The canonical columns that Spark needs to evaluate metrics. */
    List<String> columns() {
        TreeSet<Integer> columns = new TreeSet<>();
        for (Source source : sources) {
            if (source instanceof Evaluated evaluated) {
                columns.addAll(evaluated.expression().columns());
            }
        }
        return columns.stream()
                .map(column -> CanonicalRelease.COLUMNS.get(column).name())
                .toList();
    }
}
