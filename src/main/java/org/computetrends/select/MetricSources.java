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
 * The sources of the values of metrics. A source is a quantity of the release, or an SQL expression over its columns.
 *
 * @param sources by metric: its source
 * @param computed the expressions of the computed metrics, in the order of those metrics; null if there are none
 */
public record MetricSources(List<Source> sources, @Nullable RowExpressions computed) implements Serializable {
    /** The names of the columns of quantities. In this package, an index in this list identifies a quantity. */
    static final List<String> QUANTITIES = CanonicalRelease.QUANTITIES.stream()
            .map(org.computetrends.table.Column::name)
            .toList();

    private static final String NOT_OF_ONE_RELEASE =
            "a metric's value is computed from a single release, without aggregates, windows or random numbers";

    public MetricSources {
        sources = List.copyOf(sources);
    }

    sealed interface Source extends Serializable {}

    /**
     * The metric is a quantity.
     *
     * @param index the index of the quantity in {@link #QUANTITIES}
     */
    record Quantity(int index) implements Source {}

    /**
     * The metric is computed by an expression.
     *
     * @param index the index of the expression among the expressions of all computed metrics
     */
    record Computed(int index) implements Source {}

    /**
     * Chooses the source of each metric.
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
        try {
            RowExpressions computed = RowExpressions.of(session, CanonicalRelease.schema(), expressions)
                    .orElseThrow(() -> new IllegalArgumentException(NOT_OF_ONE_RELEASE));
            return new MetricSources(sources, computed);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            List<String> faults = faults(session, metrics);
            throw faults.isEmpty()
                    ? new IllegalStateException("metrics are valid one by one but not together", e)
                    : UserException.usage(String.join("; ", faults));
        }
    }

    /** Like {@link #of}, but without Spark, which parses expressions: empty if any metric is not a quantity. */
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

    /** The index of the quantity whose name is the metric's expression; negative for any other expression. */
    private static int quantity(Metric metric) {
        return QUANTITIES.indexOf(metric.expression().trim());
    }

    private static Column column(Metric metric) {
        return expr(metric.expression()).cast(DataTypes.DoubleType);
    }

    /** Describes the faults of the metrics whose expressions are not valid, by checking each alone. */
    private static List<String> faults(SparkSession session, List<Metric> metrics) {
        List<String> faults = new ArrayList<>();
        for (Metric metric : metrics) {
            String fault;
            try {
                fault = RowExpressions.of(session, CanonicalRelease.schema(), List.of(column(metric)))
                                .isPresent()
                        ? null
                        : NOT_OF_ONE_RELEASE;
            } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
                fault = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            }
            if (fault != null) {
                faults.add("metrics." + metric.id() + ".value = " + metric.expression() + ": " + fault);
            }
        }
        return faults;
    }

    /** The indices in {@link #QUANTITIES} of the quantities that metrics are or compute with, in order. */
    List<Integer> quantities() {
        TreeSet<Integer> quantities = new TreeSet<>();
        for (Source source : sources) {
            if (source instanceof Quantity quantity) {
                quantities.add(quantity.index());
            }
        }
        columns().map(QUANTITIES::indexOf).filter(index -> index >= 0).forEach(quantities::add);
        return List.copyOf(quantities);
    }

    /** The canonical columns, other than quantities, that computed metrics use. */
    List<String> otherColumns() {
        return columns().filter(column -> !QUANTITIES.contains(column)).toList();
    }

    private Stream<String> columns() {
        return computed == null
                ? Stream.of()
                : computed.usedColumns().stream()
                        .map(column -> CanonicalRelease.COLUMNS.get(column).name());
    }
}
