package org.computetrends.curate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RejectReason;
import org.computetrends.sql.ReleaseContent;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.CuratedRelease;
import org.computetrends.table.ReadRelease;
import org.computetrends.table.RejectsTable;
import org.jspecify.annotations.Nullable;

/**
 * Checks releases that are few enough to be held: by the rules of {@link ReleaseCurator}, with the same result, in one
 * Spark query instead of several. What can be said of a row alone is the same expressions; rows are compared with each
 * other, for duplicates and for the numbers of equal names, in memory.
 */
public final class HeldReleaseCurator {
    private static final String INPUT_CONTENT = "_input_content";
    private static final String IS_FAULTY = "_is_faulty";
    private static final String FAULTS = "_faults";

    private final ReleaseCurator.Settings settings;
    private final ReleaseCurator curator;

    /** @param settings what is rejected */
    public HeldReleaseCurator(ReleaseCurator.Settings settings) {
        this.settings = settings;
        this.curator = new ReleaseCurator(settings);
    }

    /**
     * Curated releases.
     *
     * @param releases those kept, in the order of their ids
     * @param rejects rows of the rejects table
     * @param contentHashes a hash of the values of every row read
     * @param rejectsByReason rejected rows and values, counted by reason
     */
    public record Result(
            List<CuratedRelease> releases,
            List<Row> rejects,
            List<Long> contentHashes,
            Map<RejectReason, Long> rejectsByReason) {

        /** Rows read. */
        public long rowsRead() {
            return contentHashes.size();
        }

        /** Rows kept. */
        public long rowsKept() {
            return releases.size();
        }
    }

    /** A row and what it is compared by; without a name it has no keys. */
    private record Judged(
            Row row,
            LocalDate vintage,
            @Nullable String nameKey,
            String organizationKey,
            @Nullable Long statedRow,
            boolean isFaulty) {
        /** As Spark compares texts. */
        private static final Comparator<String> BY_BYTES = (first, second) ->
                Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));

        /** The order in which {@link ReleaseCurator} prefers rows that are one release. */
        static final Comparator<Judged> BEST_FIRST = Comparator.comparingInt(Judged::metricsFilled)
                .thenComparingLong(Judged::columnsFilled)
                .reversed()
                .thenComparing(Judged::statedRow, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Judged::byQuantities)
                .thenComparingLong(Judged::content)
                .thenComparingLong(Judged::sourceRow);

        static final Comparator<Judged> BY_DATE =
                Comparator.comparing(Judged::publishedOn).thenComparing(Judged::organizationKey, BY_BYTES);

        LocalDate publishedOn() {
            return row.getAs(CanonicalRelease.PUBLISHED_ON);
        }

        int metricsFilled() {
            return row.<Integer>getAs(ReleaseCurator.METRICS_FILLED);
        }

        long columnsFilled() {
            return Stream.concat(
                            CanonicalRelease.QUANTITIES.stream().map(org.computetrends.table.Column::name),
                            ReleaseCurator.OTHERS.stream())
                    .filter(column -> row.getAs(column) != null)
                    .count();
        }

        long content() {
            return row.<Long>getAs(ReleaseCurator.CONTENT);
        }

        long sourceRow() {
            return row.<Long>getAs(CanonicalRelease.SOURCE_ROW);
        }

        private static int byQuantities(Judged first, Judged second) {
            Comparator<@Nullable Double> largestFirst = Comparator.nullsLast(Comparator.reverseOrder());
            int order = 0;
            for (int i = 0; order == 0 && i < CanonicalRelease.QUANTITIES.size(); i++) {
                String quantity = CanonicalRelease.QUANTITIES.get(i).name();
                order = largestFirst.compare(first.row.getAs(quantity), second.row.getAs(quantity));
            }
            return order;
        }
    }

    /**
     * Curates the releases of a vintage.
     *
     * @param releases the canonical columns, {@code source_file} and those of {@link ReadRelease}; all of them are brought
     *     to the driver
     */
    public Result curate(Dataset<Row> releases) {
        Column rowFault = curator.checks().rowFault();
        Dataset<Row> judged = judged(
                releases.withColumn(INPUT_CONTENT, ReleaseContent.hash()),
                List.of(
                        col(RejectsTable.SOURCE_FILE),
                        col(INPUT_CONTENT),
                        rowFault.isNotNull().as(IS_FAULTY),
                        when(rowFault.isNotNull(), array(rowFault))
                                .otherwise(curator.checks().valueFaults())
                                .as(FAULTS)));
        return curated(judged.collectAsList().stream()
                .map(row -> judged(row, row.getAs(IS_FAULTY)))
                .toList());
    }

    /**
     * The releases of several vintages that {@link #curate} keeps, each vintage by itself, in one query: nothing is counted
     * or listed.
     *
     * @param releases as for one vintage
     * @return the releases by the vintage's date, each in the order of their ids
     */
    public Map<LocalDate, List<CuratedRelease>> kept(Dataset<Row> releases) {
        Column rowFault = curator.checks().rowFault();
        Map<LocalDate, List<Judged>> byVintage = new TreeMap<>();
        for (Row row : judged(
                        releases.filter(curator.checks().isInScope()),
                        List.of(rowFault.isNotNull().as(IS_FAULTY)))
                .filter(col(IS_FAULTY).equalTo(false))
                .collectAsList()) {
            Judged judged = judged(row, false);
            byVintage
                    .computeIfAbsent(judged.vintage(), date -> new ArrayList<>())
                    .add(judged);
        }
        Map<LocalDate, List<CuratedRelease>> kept = new TreeMap<>();
        byVintage.forEach((vintage, rows) -> kept.put(vintage, named(without(copies(rows), rows))));
        return kept;
    }

    private static List<Judged> without(IdentityHashMap<Judged, Judged> copies, List<Judged> rows) {
        return rows.stream().filter(row -> !copies.containsKey(row)).toList();
    }

    private static Result curated(List<Judged> rows) {
        List<Judged> sound = rows.stream().filter(row -> !row.isFaulty()).toList();
        IdentityHashMap<Judged, Judged> copies = copies(sound);
        List<CuratedRelease> kept = named(without(copies, sound));
        List<Row> rejects = new ArrayList<>();
        for (Judged row : rows) {
            Judged original = copies.get(row);
            if (original != null) {
                rejects.add(duplicate(row, original));
            } else {
                row.row().<Row>getList(row.row().fieldIndex(FAULTS)).forEach(fault -> rejects.add(reject(row, fault)));
            }
        }
        Map<RejectReason, Long> byReason = new TreeMap<>();
        rejects.forEach(reject -> byReason.merge(RejectReason.valueOf(reject.getString(2)), 1L, Long::sum));
        return new Result(
                kept,
                rejects,
                rows.stream().map(row -> row.row().<Long>getAs(INPUT_CONTENT)).toList(),
                byReason);
    }

    /** What Spark can say of each row alone: what rows are compared by, columns in order, metrics, and some columns more. */
    private Dataset<Row> judged(Dataset<Row> releases, List<Column> more) {
        List<Column> columns =
                new ArrayList<>(ReleaseChecks.inOrder(curator.checks().isExcluded()));
        columns.addAll(List.of(
                col(ReadRelease.VINTAGE),
                col(ReadRelease.STATED_ROW),
                col(ReleaseCurator.NAME_KEY),
                col(ReleaseCurator.ORGANIZATION_KEY),
                col(ReleaseCurator.METRICS_FILLED),
                col(ReleaseCurator.CONTENT)));
        columns.addAll(more);
        List<Column> withMetrics = new ArrayList<>(List.of(col("*")));
        for (Metric metric : settings.metrics()) {
            withMetrics.add(expr(metric.expression()).cast("double").as(CuratedRelease.metricColumn(metric)));
        }
        return curator.withKeys(releases)
                .select(columns.toArray(Column[]::new))
                .select(withMetrics.toArray(Column[]::new));
    }

    private static Judged judged(Row row, boolean isFaulty) {
        return new Judged(
                row,
                row.getAs(ReadRelease.VINTAGE),
                row.getAs(ReleaseCurator.NAME_KEY),
                row.getAs(ReleaseCurator.ORGANIZATION_KEY),
                row.getAs(ReadRelease.STATED_ROW),
                isFaulty);
    }

    /** Of rows of equal name, date and organizations all but the best, each with the one that is kept. */
    private static IdentityHashMap<Judged, Judged> copies(List<Judged> sound) {
        Map<List<@Nullable Object>, List<Judged>> releases = new HashMap<>();
        for (Judged row : sound) {
            releases.computeIfAbsent(
                            Arrays.asList(row.nameKey(), row.publishedOn(), row.organizationKey()),
                            release -> new ArrayList<>())
                    .add(row);
        }
        IdentityHashMap<Judged, Judged> copies = new IdentityHashMap<>();
        for (List<Judged> rows : releases.values()) {
            rows.sort(Judged.BEST_FIRST);
            rows.subList(1, rows.size()).forEach(row -> copies.put(row, rows.get(0)));
        }
        return copies;
    }

    /** Ids are names, and from the second release of a name on they have its number by date. */
    private static List<CuratedRelease> named(List<Judged> kept) {
        Map<String, Long> ofName = new HashMap<>();
        List<CuratedRelease> releases = new ArrayList<>();
        kept.stream().sorted(Judged.BY_DATE).forEach(row -> {
            String name = String.valueOf(row.nameKey());
            long number = ofName.merge(name, 1L, Long::sum);
            releases.add(new CuratedRelease(number == 1 ? name : name + "#" + number, row.row()));
        });
        releases.sort(Comparator.comparing(CuratedRelease::id));
        return releases;
    }

    private static Row duplicate(Judged row, Judged original) {
        Long place = original.statedRow();
        return reject(
                row,
                RowFactory.create(
                        RejectReason.DUPLICATE_RELEASE.name(),
                        CanonicalRelease.MODEL,
                        row.row().<String>getAs(CanonicalRelease.MODEL),
                        (place == null ? ReleaseCurator.ANOTHER_ROW : "row " + place)
                                + ReleaseCurator.DUPLICATE_MESSAGE));
    }

    /** A row of the rejects table, for a fault as {@link ReleaseChecks#fault} has it. */
    private static Row reject(Judged row, Row fault) {
        String sourceFile = row.row().getAs(RejectsTable.SOURCE_FILE);
        String model = row.row().getAs(CanonicalRelease.MODEL);
        return RowFactory.create(
                sourceFile, row.sourceRow(), fault.get(0), fault.get(1), model, fault.get(2), fault.get(3));
    }
}
