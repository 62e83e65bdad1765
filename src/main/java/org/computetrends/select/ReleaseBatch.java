package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.RejectReason;
import org.computetrends.population.DerivativeRule;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.ReadRelease;
import org.jspecify.annotations.Nullable;

/**
 * A batch of releases after the checks of single rows. Every scan and the curation in memory read their input through
 * it. Arrays have an entry for each row of the batch.
 *
 * <p>Arrays are reused for the next batch: entries beyond {@link #size} belong to earlier batches. Not thread-safe.
 */
final class ReleaseBatch {
    /** How single rows are read and checked. */
    record Settings(ReleaseColumns columns, ReleaseRules rules) implements Serializable {}

    static final long NO_LABEL = -2;

    private static final int OUT_OF_SCOPE = ReleaseRules.code(RejectReason.OUT_OF_SCOPE);
    private static final int MARKED = ReleaseRules.code(RejectReason.MARKED_EXCLUDED);
    private static final int NO_NAME = ReleaseRules.code(RejectReason.MISSING_NAME);
    private static final int NO_DATE = ReleaseRules.code(RejectReason.MISSING_DATE);
    private static final int LATE = ReleaseRules.code(RejectReason.DATE_AFTER_VINTAGE);
    private static final int EARLY = ReleaseRules.code(RejectReason.DATE_TOO_EARLY);
    private static final int COPY = ReleaseRules.code(RejectReason.DUPLICATE_RELEASE);

    final ReleaseColumns columns;
    final ReleaseRules rules;
    private final ReleaseRules.Calendar calendar;
    private final TextMemo precisions = TextMemo.of(ReleaseRules::precision);
    private final TextMemo confidences;
    private final ReadableTexts texts;
    final ReleaseValues values;
    /** The canonical columns after normalization. */
    final NormalizedCells cells;

    private final MarkedRows markedRows;
    private final ContentHash contentHash;
    private boolean isHashed;
    private long[] contentHashes = {};
    private byte[][] names = {};

    /** The columns as ingest delivers them. */
    ColumnarBatch asRead = new ColumnarBatch(new ColumnVector[0], 0);

    /** The columns with null for blank and unreadable texts. */
    private ColumnarBatch readable = asRead;

    int size;

    /** 0 for a row that is kept, or 1 + the index of its fault in {@link ReleaseRules#ROW_FAULTS}. */
    int[] fault = {};

    /** For kept rows: the imputed day, in days since 1970-01-01. */
    int[] day = {};

    /** For kept rows: the ordinal of the date's {@code DatePrecision}. */
    int[] precision = {};

    /** For kept rows: the year of the date. */
    int[] year = {};

    /** The result of {@link ReleaseRules#confidence(UTF8String)}; {@link #NO_LABEL} for a row without a label. */
    long[] confidence = {};

    /** The number of unreadable cells: unknown labels, malformed texts, and cells that ingest reports. */
    int[] unreadable = {};

    /** 1 if the source flags the release as notable, 0 if as not notable, -1 if the source has no flag. */
    byte[] notable = {};

    /** Whether the release names a base model. */
    boolean[] isDerivative = {};

    final RowsByDay byDay = new RowsByDay();

    /** Whether the release has no rank by {@link DerivativeRule#ranks}, for the rule of published trends. */
    boolean[] isUnranked = {};

    ReleaseBatch(Settings settings) {
        this.columns = settings.columns();
        this.rules = settings.rules();
        this.calendar = new ReleaseRules.Calendar(rules);
        this.confidences = TextMemo.of(rules::confidence);
        this.texts = new ReadableTexts(columns, rules.curation().blanks());
        this.markedRows = new MarkedRows(columns.marks());
        this.values = new ReleaseValues(columns);
        this.cells = new NormalizedCells(this);
        this.contentHash = new ContentHash(columns);
    }

    void read(ColumnarBatch input) {
        asRead = input;
        isHashed = false;
        size = input.numRows();
        if (size > fault.length) {
            fault = new int[size];
            day = new int[size];
            precision = new int[size];
            year = new int[size];
            confidence = new long[size];
            unreadable = new int[size];
            notable = new byte[size];
            isDerivative = new boolean[size];
            isUnranked = new boolean[size];
            names = new byte[size][];
        }
        Arrays.fill(unreadable, 0, size, 0);
        readable = texts.of(input, unreadable);
        Arrays.fill(names, null);
        readFlags();
        readScopeAndNames();
        readDates();
        imputeDates();
        if (!columns.marks().isEmpty()) {
            readMarks();
        }
        byDay.sort(size, fault, day);
        readConfidences();
        readUnreadable();
        values.read(readable, confidence);
        values.evaluate(cells, size);
    }

    ColumnVector column(int which) {
        return readable.column(which);
    }

    /** The {@linkplain ContentHash content hashes} of the rows, computed on first use. */
    long[] contentHashes() {
        if (!isHashed) {
            contentHashes = contentHash.of(asRead);
            isHashed = true;
        }
        return contentHashes;
    }

    private void readScopeAndNames() {
        ColumnVector marks = column(ReleaseColumns.EXCLUDED);
        ColumnVector models = column(ReleaseColumns.MODEL);
        boolean areMarkedRejected = rules.curation().rejectsMarkedExcluded();
        boolean areAllInScope = !rules.vintage().onlyNotable();
        for (int row = 0; row < size; row++) {
            boolean isMarked = areMarkedRejected && !marks.isNullAt(row) && marks.getBoolean(row);
            boolean isInScope = areAllInScope || notable[row] == 1;
            fault[row] = !isInScope ? OUT_OF_SCOPE : isMarked ? MARKED : models.isNullAt(row) ? NO_NAME : 0;
        }
    }

    private void readDates() {
        ColumnVector dates = column(ReleaseColumns.PUBLISHED_ON);
        int firstDay = calendar.firstDay;
        int lastDay = calendar.lastDay;
        for (int row = 0; row < size; row++) {
            if (fault[row] == 0) {
                if (dates.isNullAt(row)) {
                    fault[row] = NO_DATE;
                } else {
                    int date = dates.getInt(row);
                    day[row] = date;
                    if (date > lastDay) {
                        fault[row] = LATE;
                    } else if (date < firstDay) {
                        fault[row] = EARLY;
                    } else {
                        year[row] = calendar.year[date - firstDay];
                    }
                }
            }
        }
    }

    private void readMarks() {
        markedRows.open(column(columns.indexOf(ReadRelease.FILE)), column(columns.indexOf(ReadRelease.ROW_INDEX)));
        for (int row = 0; row < size; row++) {
            if (fault[row] == 0 && markedRows.number(row) == RowMarks.COPY) {
                fault[row] = COPY;
            }
        }
    }

    private void imputeDates() {
        TextMemo.Texts labels = precisions.open(column(ReleaseColumns.DATE_PRECISION));
        Arrays.fill(precision, 0, size, ReleaseRules.PRECISION_DAY);
        for (int row = 0; row < size; row++) {
            if (fault[row] == 0 && !labels.isNull(row)) {
                long ordinal = labels.meaning(row);
                if (ordinal == ReleaseRules.UNREADABLE) {
                    unreadable[row]++;
                } else {
                    precision[row] = (int) ordinal;
                    day[row] = calendar.day(day[row], (int) ordinal);
                }
            }
        }
    }

    private void readConfidences() {
        TextMemo.Texts labels = confidences.open(column(ReleaseColumns.CONFIDENCE));
        for (int row = 0; row < size; row++) {
            confidence[row] = labels.isNull(row) ? NO_LABEL : labels.meaning(row);
            if (confidence[row] == ReleaseRules.UNREADABLE) {
                unreadable[row]++;
            }
        }
    }

    private void readUnreadable() {
        int foundByIngest = columns.indexOf(ReadRelease.UNREADABLE);
        if (foundByIngest >= 0) {
            ColumnVector unreadableCells = column(foundByIngest);
            for (int row = 0; row < size; row++) {
                if (!unreadableCells.isNullAt(row)) {
                    unreadable[row] += unreadableCells.getArray(row).numElements();
                }
            }
        }
    }

    private void readFlags() {
        ColumnVector originals = column(ReleaseColumns.BASE_MODEL);
        ColumnVector flags = column(ReleaseColumns.NOTABLE);
        ColumnVector models = column(ReleaseColumns.MODEL);
        for (int row = 0; row < size; row++) {
            int currentRow = row;
            isDerivative[row] = !originals.isNullAt(row);
            isUnranked[row] =
                    !DerivativeRule.UNRANKED.ranks(isDerivative[row], () -> isOfUnrankedFamily(models, currentRow));
            notable[row] = (byte) (flags.isNullAt(row) ? -1 : flags.getBoolean(row) ? 1 : 0);
        }
    }

    private boolean isOfUnrankedFamily(ColumnVector models, int row) {
        // By default families rank: the list is empty, and no name is decoded.
        return !rules.unranked().derived().isEmpty()
                && !models.isNullAt(row)
                && rules.unranked().isDerived(models.getUTF8String(row).toString());
    }

    /** The sound rows: rows without a fault. */
    IntStream sound() {
        return IntStream.range(0, size).filter(row -> fault[row] == 0);
    }

    @Nullable
    Confidence confidence(int row) {
        return confidence[row] < 0 ? null : ReleaseRules.confidence(confidence[row]);
    }

    /**
     * The bytes of a row's name, with the id if the id has a number: see {@link ReleaseNames}. The name must not be
     * null. The array may be retained, and is the same at each call.
     */
    byte[] name(int row) {
        byte[] name = names[row];
        if (name == null) {
            name = column(ReleaseColumns.MODEL).getUTF8String(row).getBytes();
            int number = columns.marks().isEmpty() ? RowMarks.FIRST : markedRows.number(row);
            if (number > RowMarks.FIRST) {
                name = ReleaseNames.numbered(name, number);
            }
            names[row] = name;
        }
        return name;
    }

    /** For a duplicate: the row number, in the published file, of the row that is kept instead; null if unknown. */
    @Nullable
    Long keptRow(int row) {
        return markedRows.keptRow(row);
    }
}
