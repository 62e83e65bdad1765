package org.computetrends.select;

import static org.apache.spark.sql.functions.expr;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Metric;
import org.computetrends.domain.UserException;
import org.computetrends.sql.RowExpressions;
import org.computetrends.table.CanonicalRelease;
import org.jspecify.annotations.Nullable;

/**
 * The sources of metrics: the value of each is a quantity, or computed by an SQL expression.
 *
 * @param sources by metric
 * @param computed the expressions of the computed metrics, in their order; null if there are none
 */
public record MetricSources(List<Source> sources, @Nullable RowExpressions computed) implements Serializable {
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

    /**
     * The metric is computed.
     *
     * @param which its index in the expressions
     */
    record Computed(int which) implements Source {}

    /**
     * Chooses how each metric is computed.
     *
     * @throws UserException if an expression is not valid SQL over the columns of one release; the message names all
     *     such metrics
     */
    public static MetricSources of(SparkSession session, List<Metric> metrics) {
        List<Source> sources = new ArrayList<>();
        List<Column> expressions = new ArrayList<>();
        for (Metric metric : metrics) {
            int quantity = quantity(metric);
            if (quantity >= 0) {
                sources.add(new Quantity(quantity));
            } else {
                sources.add(new Computed(expressions.size()));
                expressions.add(column(metric));
            }
        }
        if (expressions.isEmpty()) {
            return new MetricSources(sources, null);
        }
        RowExpressions computed;
        try {
            computed = RowExpressions.of(session, CanonicalRelease.schema(), expressions)
                    .orElseThrow(() -> new IllegalArgumentException(NOT_OF_ONE_ROW));
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            List<String> faults = faults(session, metrics);
            throw faults.isEmpty()
                    ? new IllegalStateException("metrics are valid one by one but not together", e)
                    : UserException.usage(String.join("; ", faults));
        }
        return new MetricSources(sources, computed);
    }

    /** The sources of metrics if all are quantities, without Spark; empty if Spark must parse an expression. */
    public static Optional<MetricSources> ofQuantities(List<Metric> metrics) {
        List<Source> sources = metrics.stream()
                .<Source>map(metric -> new Quantity(quantity(metric)))
                .toList();
        return metrics.stream().allMatch(MetricSources::isQuantity)
                ? Optional.of(new MetricSources(sources, null))
                : Optional.empty();
    }

    /** Whether a metric's expression is the name of a quantity. */
    public static boolean isQuantity(Metric metric) {
        return quantity(metric) >= 0;
    }

    private static int quantity(Metric metric) {
        return QUANTITIES.indexOf(metric.expression().trim());
    }

    private static Column column(Metric metric) {
        return expr(metric.expression()).cast(DataTypes.DoubleType);
    }

    private static List<String> faults(SparkSession session, List<Metric> metrics) {
        List<String> faults = new ArrayList<>();
        for (Metric metric : metrics) {
            String fault;
            try {
                fault = RowExpressions.of(session, CanonicalRelease.schema(), List.of(column(metric)))
                                .isPresent()
                        ? null
                        : NOT_OF_ONE_ROW;
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
        TreeSet<Integer> quantities = new TreeSet<>();
        for (Source source : sources) {
            if (source instanceof Quantity quantity) {
                quantities.add(quantity.which());
            }
        }
        columns().map(QUANTITIES::indexOf).filter(which -> which >= 0).forEach(quantities::add);
        return List.copyOf(quantities);
    }

    /** The canonical columns, other than quantities, that computed metrics use. */
    List<String> otherColumns() {
        return columns().filter(column -> !QUANTITIES.contains(column)).toList();
    }

    private Stream<String> columns() {
        return computed == null
                ? Stream.of()
                : computed.columns().stream()
                        .map(column -> CanonicalRelease.COLUMNS.get(column).name());
    }
}
