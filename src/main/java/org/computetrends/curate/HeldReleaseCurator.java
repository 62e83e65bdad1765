package org.computetrends.curate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RejectReason;
import org.computetrends.sql.ReleaseContent;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.CuratedRelease;
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
            Row row, @Nullable String nameKey, String organizationKey, long filled, long content, boolean isFaulty) {
        /** As Spark compares texts. */
        private static final Comparator<String> BY_BYTES = (first, second) ->
                Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));

        static final Comparator<Judged> FULLEST_FIRST = Comparator.comparingLong(Judged::filled)
                .reversed()
                .thenComparingLong(Judged::content)
                .thenComparingLong(Judged::sourceRow);
        static final Comparator<Judged> BY_DATE = Comparator.comparing(Judged::publishedOn)
                .thenComparing(Judged::organizationKey, BY_BYTES)
                .thenComparingLong(Judged::content);

        LocalDate publishedOn() {
            return row.getAs(CanonicalRelease.PUBLISHED_ON);
        }

        long sourceRow() {
            return row.<Long>getAs(CanonicalRelease.SOURCE_ROW);
        }
    }

    /**
     * Curates the releases of a vintage.
     *
     * @param releases the canonical columns and {@code source_file}; all of them are brought to the driver
     * @param vintage the vintage's date
     */
    public Result curate(Dataset<Row> releases, LocalDate vintage) {
        List<Judged> rows = judged(releases, vintage).collectAsList().stream()
                .map(HeldReleaseCurator::judged)
                .toList();
        List<Judged> sound = rows.stream().filter(row -> !row.isFaulty()).toList();
        Set<Judged> copies = copies(sound);
        List<CuratedRelease> kept =
                named(sound.stream().filter(row -> !copies.contains(row)).toList());
        List<Row> rejects = new ArrayList<>();
        for (Judged row : rows) {
            if (copies.contains(row)) {
                rejects.add(duplicate(row));
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

    /** Everything about rows that Spark can say of each alone. */
    private Dataset<Row> judged(Dataset<Row> releases, LocalDate vintage) {
        Column rowFault = curator.checks().rowFault(vintage);
        Column faults = when(rowFault.isNotNull(), array(rowFault))
                .otherwise(curator.checks().valueFaults());
        List<Column> columns =
                new ArrayList<>(ReleaseChecks.inOrder(curator.checks().isExcluded()));
        columns.addAll(List.of(
                col(RejectsTable.SOURCE_FILE),
                col(ReleaseCurator.NAME_KEY),
                col(ReleaseCurator.ORGANIZATION_KEY),
                col(ReleaseCurator.FILLED),
                col(ReleaseCurator.CONTENT),
                col(INPUT_CONTENT),
                rowFault.isNotNull().as(IS_FAULTY),
                faults.as(FAULTS)));
        List<Column> withMetrics = new ArrayList<>(List.of(col("*")));
        for (Metric metric : settings.metrics()) {
            withMetrics.add(expr(metric.expression()).cast("double").as(CuratedRelease.metricColumn(metric)));
        }
        return curator.withKeys(releases.withColumn(INPUT_CONTENT, ReleaseContent.hash()))
                .select(columns.toArray(Column[]::new))
                .select(withMetrics.toArray(Column[]::new));
    }

    private static Judged judged(Row row) {
        return new Judged(
                row,
                row.getAs(ReleaseCurator.NAME_KEY),
                row.getAs(ReleaseCurator.ORGANIZATION_KEY),
                row.<Integer>getAs(ReleaseCurator.FILLED),
                row.getAs(ReleaseCurator.CONTENT),
                row.getAs(IS_FAULTY));
    }

    /** Of rows of equal name, date and organizations, all but the fullest. */
    private static Set<Judged> copies(List<Judged> sound) {
        Map<List<@Nullable Object>, Judged> fullest = new HashMap<>();
        Set<Judged> copies = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Judged row : sound) {
            List<@Nullable Object> release = Arrays.asList(row.nameKey(), row.publishedOn(), row.organizationKey());
            Judged known = fullest.putIfAbsent(release, row);
            if (known != null) {
                boolean isFuller = Judged.FULLEST_FIRST.compare(row, known) < 0;
                copies.add(isFuller ? known : row);
                if (isFuller) {
                    fullest.put(release, row);
                }
            }
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

    private static Row duplicate(Judged row) {
        String model = row.row().getAs(CanonicalRelease.MODEL);
        return reject(
                row,
                RowFactory.create(
                        RejectReason.DUPLICATE_RELEASE.name(),
                        CanonicalRelease.MODEL,
                        model,
                        ReleaseCurator.DUPLICATE_MESSAGE));
    }

    /** A row of the rejects table, for a fault as {@link ReleaseChecks#fault} has it. */
    private static Row reject(Judged row, Row fault) {
        String sourceFile = row.row().getAs(RejectsTable.SOURCE_FILE);
        String model = row.row().getAs(CanonicalRelease.MODEL);
        return RowFactory.create(
                sourceFile, row.sourceRow(), fault.get(0), fault.get(1), model, fault.get(2), fault.get(3));
    }
}
