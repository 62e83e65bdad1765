package org.computetrends.scan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Metric;
import org.computetrends.sql.ArrayExpression;
import org.computetrends.sql.ArrayProgram;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.JudgedRelease;
import org.computetrends.table.ReadRelease;
import org.computetrends.table.RejectsTable;

/**
 * What the scans read of a release, and where it stands in a batch: the columns below, those of attributes, metrics that
 * only Spark can evaluate, quantities, and in the first scan the row that rejects name.
 *
 * @param attributes attributes that cohorts are selected by
 * @param metrics where the values of each metric are from
 * @param quantities which quantities are read
 * @param areRejectsSought whether rejects are sought
 * @param marks what is known of rows by their file and index, which are read where anything is
 */
record ReleaseColumns(
        List<Attribute> attributes,
        List<Source> metrics,
        List<Integer> quantities,
        boolean areRejectsSought,
        RowMarks marks)
        implements Serializable {
    static final int MODEL = 0;
    static final int PUBLISHED_ON = 1;
    static final int DATE_PRECISION = 2;
    static final int CONFIDENCE = 3;
    static final int BASE_MODEL = 4;
    static final int NOTABLE = 5;
    static final int ORGANIZATIONS = 6;
    static final int EXCLUDED = 7;
    private static final int FIRST_ATTRIBUTE = 8;

    static final List<String> QUANTITIES =
            CanonicalRelease.QUANTITIES.stream().map(Column::name).toList();

    /** Where the values of a metric are from. */
    sealed interface Source extends Serializable {}

    /**
     * A quantity, as the source has it.
     *
     * @param which which one
     */
    record Quantity(int which) implements Source {}

    /**
     * Quantities that are in order.
     *
     * @param program what is made of them
     */
    record Computed(ArrayProgram program) implements Source {}

    /**
     * Whatever Spark makes of columns that are in order.
     *
     * @param expression what that is
     */
    record Projected(String expression) implements Source {}

    ReleaseColumns {
        attributes = List.copyOf(attributes);
        metrics = List.copyOf(metrics);
        quantities = List.copyOf(quantities);
    }

    /** What a row alone is rejected by, and its name. */
    static ReleaseColumns ofNames() {
        return new ReleaseColumns(List.of(), List.of(), List.of(), false, RowMarks.NONE);
    }

    /**
     * Every quantity, so that faults are counted and listed.
     *
     * @param more attributes that are read beside those of the settings, and after them
     */
    static ReleaseColumns ofFirstScan(
            ReleaseScanner.Settings settings, Dataset<Row> judged, RowMarks marks, Set<Attribute> more) {
        return new ReleaseColumns(
                Stream.concat(
                                settings.attributes().stream(),
                                // Organizations are read in any case.
                                more.stream()
                                        .filter(attribute -> attribute != Attribute.ORGANIZATION)
                                        .sorted())
                        .distinct()
                        .toList(),
                sources(settings, judged),
                IntStream.range(0, QUANTITIES.size()).boxed().toList(),
                true,
                marks);
    }

    /** The quantities that metrics are made of. */
    static ReleaseColumns ofSecondScan(ReleaseScanner.Settings settings, Dataset<Row> judged, RowMarks marks) {
        List<Source> sources = sources(settings, judged);
        Set<Integer> used = new TreeSet<>();
        for (Source source : sources) {
            if (source instanceof Quantity quantity) {
                used.add(quantity.which());
            } else if (source instanceof Computed computed) {
                used.addAll(computed.program().columns());
            }
        }
        return new ReleaseColumns(settings.attributes(), sources, List.copyOf(used), false, marks);
    }

    private static List<Source> sources(ReleaseScanner.Settings settings, Dataset<Row> judged) {
        return settings.metrics().stream()
                .map(Metric::expression)
                .map(expression -> source(expression, judged))
                .toList();
    }

    private static Source source(String expression, Dataset<Row> judged) {
        int quantity = QUANTITIES.indexOf(expression.trim());
        return quantity >= 0
                ? new Quantity(quantity)
                : ArrayExpression.program(judged, expr(expression).cast("double"), QUANTITIES)
                        .<Source>map(Computed::new)
                        .orElseGet(() -> new Projected(expression));
    }

    int attribute(int which) {
        return FIRST_ATTRIBUTE + which;
    }

    /** The place of a metric that is projected. */
    int projected(int metric) {
        return attribute(attributes.size()) + (int) projectedBefore(metric);
    }

    private long projectedBefore(int metric) {
        return metrics.stream()
                .limit(metric)
                .filter(Projected.class::isInstance)
                .count();
    }

    /** The place of the i-th quantity that is read. */
    int quantity(int i) {
        return projected(metrics.size()) + i;
    }

    int sourceFile() {
        return quantity(quantities.size());
    }

    int sourceRow() {
        return sourceFile() + 1;
    }

    /** The place of the file's path, where rows are marked. */
    int file() {
        return areRejectsSought ? sourceRow() + 1 : sourceFile();
    }

    int rowIndex() {
        return file() + 1;
    }

    /** The columns of these of releases with the columns of {@link JudgedRelease}. */
    Dataset<Row> of(Dataset<Row> judged) {
        List<org.apache.spark.sql.Column> columns = new ArrayList<>(List.of(
                col(CanonicalRelease.MODEL),
                col(CanonicalRelease.PUBLISHED_ON),
                col(JudgedRelease.asRead(CanonicalRelease.DATE_PRECISION)),
                col(JudgedRelease.asRead(CanonicalRelease.CONFIDENCE)),
                col(JudgedRelease.asRead(CanonicalRelease.BASE_MODEL)),
                col(CanonicalRelease.NOTABLE),
                col(CanonicalRelease.ORGANIZATIONS),
                col(CanonicalRelease.EXCLUDED)));
        attributes.forEach(attribute -> columns.add(col(values(attribute)).as("attribute_" + attribute.id())));
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.get(i) instanceof Projected projected) {
                columns.add(expr(projected.expression()).cast("double").as("metric_" + i));
            }
        }
        quantities.forEach(quantity -> columns.add(col(JudgedRelease.asRead(QUANTITIES.get(quantity)))));
        if (areRejectsSought) {
            columns.add(col(RejectsTable.SOURCE_FILE));
            columns.add(col(CanonicalRelease.SOURCE_ROW));
        }
        if (!marks.isEmpty()) {
            columns.add(col(ReadRelease.FILE));
            columns.add(col(ReadRelease.ROW_INDEX));
        }
        return judged.select(columns.toArray(org.apache.spark.sql.Column[]::new));
    }

    private static String values(Attribute attribute) {
        return switch (attribute) {
            case DOMAIN -> CanonicalRelease.DOMAINS;
            case COUNTRY -> CanonicalRelease.COUNTRIES;
            case ORGANIZATION -> CanonicalRelease.ORGANIZATIONS;
            case ACCESSIBILITY -> CanonicalRelease.ACCESSIBILITY;
        };
    }

    /** Whether a metric's value is an observation. */
    static boolean isUsable(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }
}
