package org.computetrends.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.population.ReleaseConverter;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.ReadColumns;
import org.computetrends.table.RejectsTable;

/**
 * The columns that a scan reads, and their indices in its batches. The order is: fixed columns, attributes, quantities,
 * other columns. Each scan lists only the columns that it needs, because Parquet reads columns separately.
 *
 * @param attributes the attributes that cohorts use
 * @param metrics how the values of each metric are computed
 * @param quantities the indices of the quantities read, in {@link MetricSources#QUANTITIES}
 * @param unread the fixed columns that the scan does not need. They keep their index, but all their cells are null
 * @param otherColumns the names of the columns after the quantities
 * @param marks the marks of rows. Unless they are empty, the file and row index of each row are read to look them up
 */
record ReleaseColumns(
        List<Attribute> attributes,
        MetricSources metrics,
        List<Integer> quantities,
        List<String> unread,
        List<String> otherColumns,
        RowMarks marks)
        implements Serializable {
    private static final List<String> FIXED = List.of(
            CanonicalRelease.MODEL,
            CanonicalRelease.PUBLISHED_ON,
            CanonicalRelease.DATE_PRECISION,
            CanonicalRelease.CONFIDENCE,
            CanonicalRelease.BASE_MODEL,
            CanonicalRelease.NOTABLE,
            CanonicalRelease.ORGANIZATIONS,
            CanonicalRelease.EXCLUDED);
    static final int MODEL = 0;
    static final int PUBLISHED_ON = 1;
    static final int DATE_PRECISION = 2;
    static final int CONFIDENCE = 3;
    static final int BASE_MODEL = 4;
    static final int NOTABLE = 5;
    static final int ORGANIZATIONS = 6;
    static final int EXCLUDED = 7;

    /** The origin of a row for the rejects table, and the cells of the row that ingest could not read. */
    private static final List<String> SOURCE =
            List.of(RejectsTable.SOURCE_FILE, CanonicalRelease.SOURCE_ROW, ReadColumns.UNREADABLE);

    /** The location of a row in Parquet files. */
    private static final List<String> LOCATION = List.of(ReadColumns.FILE, ReadColumns.ROW_INDEX);

    private static final List<Integer> ALL_QUANTITIES =
            IntStream.range(0, MetricSources.QUANTITIES.size()).boxed().toList();

    ReleaseColumns {
        attributes = List.copyOf(attributes);
        quantities = List.copyOf(quantities);
        unread = List.copyOf(unread);
        otherColumns = List.copyOf(otherColumns);
    }

    /** For {@link RepeatedHashes}: the name, and the columns that can make a single row faulty. */
    static ReleaseColumns ofNames() {
        List<String> unread = List.of(
                CanonicalRelease.DATE_PRECISION,
                CanonicalRelease.CONFIDENCE,
                CanonicalRelease.BASE_MODEL,
                CanonicalRelease.ORGANIZATIONS);
        return new ReleaseColumns(
                List.of(), new MetricSources(List.of(), null), List.of(), unread, List.of(), RowMarks.NONE);
    }

    /**
     * For {@link DateScan}: all content, to count and list faults and to compute the fingerprint.
     *
     * @param otherAttributes further attributes to read, for the releases of frontiers
     */
    static ReleaseColumns ofFirstScan(
            List<Attribute> attributes, Set<Attribute> otherAttributes, MetricSources metrics, RowMarks marks) {
        Set<Attribute> allAttributes = new LinkedHashSet<>(attributes);
        // Organizations are read as a fixed column.
        otherAttributes.stream()
                .filter(attribute -> attribute != Attribute.ORGANIZATION)
                .sorted()
                .forEach(allAttributes::add);
        List<String> otherColumns = otherColumns(metrics, marks, Stream.of(ContentHash.COLUMNS, SOURCE));
        return new ReleaseColumns(List.copyOf(allAttributes), metrics, ALL_QUANTITIES, List.of(), otherColumns, marks);
    }

    /** For {@link PopulationScan}: the attributes of cohorts, and the columns that metrics use. */
    static ReleaseColumns ofSecondScan(List<Attribute> attributes, MetricSources metrics, RowMarks marks) {
        List<String> otherColumns = otherColumns(metrics, marks, Stream.empty());
        return new ReleaseColumns(attributes, metrics, metrics.quantities(), List.of(), otherColumns, marks);
    }

    /** For curated releases and for comparing duplicates: all canonical columns, and each row's origin and location. */
    static ReleaseColumns ofAll(MetricSources metrics, RowMarks marks) {
        List<String> canonical =
                CanonicalRelease.COLUMNS.stream().map(Column::name).toList();
        List<String> otherColumns =
                otherColumns(metrics, marks, Stream.of(canonical, SOURCE, List.of(ReadColumns.STATED_ROW), LOCATION));
        return new ReleaseColumns(List.of(), metrics, ALL_QUANTITIES, List.of(), otherColumns, marks);
    }

    /** The columns that metrics, a scan and marks need, besides fixed columns and quantities. */
    private static List<String> otherColumns(MetricSources metrics, RowMarks marks, Stream<List<String>> scanColumns) {
        Stream<String> markColumns = marks.isEmpty() ? Stream.of() : LOCATION.stream();
        return Stream.of(metrics.otherColumns().stream(), scanColumns.flatMap(List::stream), markColumns)
                .flatMap(columns -> columns)
                .distinct()
                .filter(column -> !FIXED.contains(column) && !MetricSources.QUANTITIES.contains(column))
                .toList();
    }

    /** The index in a batch of the attribute that has index i in {@link #attributes}. */
    int attribute(int i) {
        return FIXED.size() + i;
    }

    /** The index in a batch of the quantity that has index i in {@link #quantities}. */
    int quantity(int i) {
        return attribute(attributes.size()) + i;
    }

    /** The index in a batch of a column; negative if the column is not read. */
    int indexOf(String column) {
        if (FIXED.contains(column)) {
            return FIXED.indexOf(column);
        }
        int quantity = quantities.indexOf(MetricSources.QUANTITIES.indexOf(column));
        if (quantity >= 0) {
            return quantity(quantity);
        }
        int otherIndex = otherColumns.indexOf(column);
        return otherIndex < 0 ? otherIndex : quantity(quantities.size()) + otherIndex;
    }

    /** The names of the columns in the input, in the order of the batch. */
    List<String> names() {
        List<String> names = new ArrayList<>(FIXED);
        attributes.forEach(attribute -> names.add(ReleaseConverter.column(attribute)));
        quantities.forEach(quantity -> names.add(MetricSources.QUANTITIES.get(quantity)));
        names.addAll(otherColumns);
        return names;
    }

    /**
     * The input reduced to these columns. A column may be read twice, as fixed column and as attribute, so names begin
     * with the index to be unique.
     */
    Dataset<Row> selectFrom(Dataset<Row> releases) {
        List<String> names = names();
        return releases.select(IntStream.range(0, names.size())
                .mapToObj(i -> column(names.get(i)).as(i + "_" + names.get(i)))
                .toArray(org.apache.spark.sql.Column[]::new));
    }

    private org.apache.spark.sql.Column column(String name) {
        return unread.contains(name)
                ? lit(null).cast(CanonicalRelease.column(name).orElseThrow().type())
                : col(name);
    }

    /** Whether the value of a quantity or metric is above 0 and finite. */
    static boolean isUsable(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }
}
