package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.RejectReason;
import org.computetrends.population.DerivativeRule;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.ReadColumns;
import org.jspecify.annotations.Nullable;

/**
 * A batch of releases with the results of the checks of single rows: faults, days, labels and values. Every scan and
 * the curation in memory read their input through this class.
 *
 * <p>Arrays have an entry for each row. They are reused for the next batch, so entries from {@link #size} on belong to
 * earlier batches. Not thread-safe.
 */
final class ReleaseBatch {
    /** How single rows are read and checked. */
    record Settings(ReleaseColumns columns, ReleaseRules rules) implements Serializable {}

    /** The confidence code of a row without a label. Negative, and different from {@link ReleaseRules#UNREADABLE}. */
    private static final long NO_LABEL = -2;

    private static final int OUT_OF_SCOPE = ReleaseRules.faultCode(RejectReason.OUT_OF_SCOPE);
    private static final int MARKED = ReleaseRules.faultCode(RejectReason.MARKED_EXCLUDED);
    private static final int NO_NAME = ReleaseRules.faultCode(RejectReason.MISSING_NAME);
    private static final int NO_DATE = ReleaseRules.faultCode(RejectReason.MISSING_DATE);
    private static final int LATE = ReleaseRules.faultCode(RejectReason.DATE_AFTER_VINTAGE);
    private static final int EARLY = ReleaseRules.faultCode(RejectReason.DATE_TOO_EARLY);
    private static final int DUPLICATE = ReleaseRules.faultCode(RejectReason.DUPLICATE_RELEASE);

    final ReleaseColumns columns;
    final ReleaseRules rules;
    private final ReleaseRules.Calendar calendar;
    private final TextCodes precisionCodes = TextCodes.cached(ReleaseRules::precisionCode);
    private final TextCodes confidenceCodes;
    private final ReadableTexts texts;
    final ReleaseValues values;
    final NormalizedCells cells;
    final MarkedRows markedRows;
    private final ContentHash contentHash;
    private boolean isHashed;
    private long[] contentHashes = {};

    /** By row: the result of {@link #name}; null if not read yet. */
    private byte[][] names = {};

    /** The columns as ingest delivers them. */
    ColumnarBatch asRead = new ColumnarBatch(new ColumnVector[0], 0);

    /** The columns with null for blank and malformed texts. */
    ColumnarBatch readable = asRead;

    int size;

    /** The {@link ReleaseRules#faultCode} of the first fault found in the row; 0 for a sound row. */
    int[] fault = {};

    /** For sound rows: the imputed day, in days since 1970-01-01. */
    int[] day = {};

    /** For sound rows: the ordinal of the date's {@code DatePrecision}. */
    int[] precision = {};

    /** For sound rows: the year of the date. */
    int[] year = {};

    /** The {@link ReleaseRules#confidenceCode} of the row's label; {@link #NO_LABEL} if it has none. */
    private long[] confidence = {};

    /** The number of unreadable cells: unknown labels, malformed texts, and cells that ingest reports. */
    int[] unreadable = {};

    /** 1 if the source flags the release as notable, 0 if as not notable, -1 if it has no flag for the release. */
    byte[] notable = {};

    /** Whether the release names a base model. */
    boolean[] isDerivative = {};

    /**
     * Whether the release is left out of ranks by {@link DerivativeRule#UNRANKED}, the rule of published trends. It
     * leaves out releases that name a base model or are of an unranked family.
     */
    boolean[] isUnranked = {};

    final RowsByDay byDay = new RowsByDay();

    ReleaseBatch(Settings settings) {
        this.columns = settings.columns();
        this.rules = settings.rules();
        this.calendar = new ReleaseRules.Calendar(rules);
        this.confidenceCodes = TextCodes.cached(rules::confidenceCode);
        this.texts = new ReadableTexts(columns, rules.curation().blanks());
        this.markedRows = new MarkedRows(columns.marks());
        this.values = new ReleaseValues(columns);
        this.cells = new NormalizedCells(this);
        this.contentHash = new ContentHash(columns);
    }

    /** Reads the next batch. */
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
        readable = texts.replace(input, unreadable);
        Arrays.fill(names, null);
        // The order of the steps matters: each may use the results of earlier steps.
        readFlags();
        checkScopeAndNames();
        checkDates();
        imputeDates();
        if (!columns.marks().isEmpty()) {
            rejectDuplicates();
        }
        byDay.sort(size, fault, day);
        readConfidences();
        countCellsUnreadableByIngest();
        values.read(readable, confidence, cells);
    }

    /** The column at an index of {@link ReleaseColumns}, with null for blank and malformed texts. */
    ColumnVector column(int index) {
        return readable.column(index);
    }

    /** The {@linkplain ContentHash content hashes} of the rows, computed on first use. */
    long[] contentHashes() {
        if (!isHashed) {
            contentHashes = contentHash.hashes(asRead);
            isHashed = true;
        }
        return contentHashes;
    }

    private void readFlags() {
        ColumnVector baseModels = column(ReleaseColumns.BASE_MODEL);
        ColumnVector flags = column(ReleaseColumns.NOTABLE);
        ColumnVector models = column(ReleaseColumns.MODEL);
        for (int row = 0; row < size; row++) {
            int currentRow = row;
            isDerivative[row] = !baseModels.isNullAt(row);
            isUnranked[row] =
                    !DerivativeRule.UNRANKED.ranks(isDerivative[row], () -> isInUnrankedFamily(models, currentRow));
            notable[row] = (byte) (flags.isNullAt(row) ? -1 : flags.getBoolean(row) ? 1 : 0);
        }
    }

    private boolean isInUnrankedFamily(ColumnVector models, int row) {
        // The list of families is empty by default. Checked first, because decoding names costs time.
        return !rules.derivedNames().patterns().isEmpty()
                && !models.isNullAt(row)
                && rules.derivedNames().matches(models.getUTF8String(row).toString());
    }

    private void checkScopeAndNames() {
        ColumnVector exclusions = column(ReleaseColumns.EXCLUDED);
        ColumnVector models = column(ReleaseColumns.MODEL);
        boolean areMarkedRejected = rules.curation().rejectsMarkedExcluded();
        boolean areAllInScope = !rules.vintage().onlyNotable();
        for (int row = 0; row < size; row++) {
            boolean isMarked = areMarkedRejected && !exclusions.isNullAt(row) && exclusions.getBoolean(row);
            boolean isInScope = areAllInScope || notable[row] == 1;
            fault[row] = !isInScope ? OUT_OF_SCOPE : isMarked ? MARKED : models.isNullAt(row) ? NO_NAME : 0;
        }
    }

    private void checkDates() {
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
                        year[row] = calendar.year(date);
                    }
                }
            }
        }
    }

    private void imputeDates() {
        TextCodes.Texts labels = precisionCodes.open(column(ReleaseColumns.DATE_PRECISION));
        Arrays.fill(precision, 0, size, ReleaseRules.PRECISION_DAY);
        for (int row = 0; row < size; row++) {
            if (fault[row] == 0 && !labels.isNull(row)) {
                long ordinal = labels.code(row);
                if (ordinal == ReleaseRules.UNREADABLE) {
                    unreadable[row]++;
                } else {
                    precision[row] = (int) ordinal;
                    day[row] = calendar.imputedDay(day[row], (int) ordinal);
                }
            }
        }
    }

    private void rejectDuplicates() {
        markedRows.open(column(columns.indexOf(ReadColumns.FILE)), column(columns.indexOf(ReadColumns.ROW_INDEX)));
        for (int row = 0; row < size; row++) {
            if (fault[row] == 0 && markedRows.number(row) == RowMarks.DUPLICATE) {
                fault[row] = DUPLICATE;
            }
        }
    }

    private void readConfidences() {
        TextCodes.Texts labels = confidenceCodes.open(column(ReleaseColumns.CONFIDENCE));
        for (int row = 0; row < size; row++) {
            confidence[row] = labels.isNull(row) ? NO_LABEL : labels.code(row);
            if (confidence[row] == ReleaseRules.UNREADABLE) {
                unreadable[row]++;
            }
        }
    }

    private void countCellsUnreadableByIngest() {
        int index = columns.indexOf(ReadColumns.UNREADABLE);
        if (index >= 0) {
            ColumnVector unreadableCells = column(index);
            for (int row = 0; row < size; row++) {
                if (!unreadableCells.isNullAt(row)) {
                    unreadable[row] += unreadableCells.getArray(row).numElements();
                }
            }
        }
    }

    IntStream soundRows() {
        return IntStream.range(0, size).filter(row -> fault[row] == 0);
    }

    /** The confidence of a row; null if it has no label, or an unknown one. */
    @Nullable
    Confidence confidenceLabel(int row) {
        return confidence[row] < 0 ? null : ReleaseRules.confidence(confidence[row]);
    }

    /**
     * The bytes of a row's name, in the format of {@link ReleaseNames}. The row must have a name. Each call for a row
     * returns the same array, which is not reused for later batches.
     */
    byte[] name(int row) {
        byte[] name = names[row];
        if (name == null) {
            name = column(ReleaseColumns.MODEL).getUTF8String(row).getBytes();
            int number = columns.marks().isEmpty() ? RowMarks.FIRST : markedRows.number(row);
            if (number > RowMarks.FIRST) {
                name = ReleaseNames.withNumberedId(name, number);
            }
            names[row] = name;
        }
        return name;
    }
}
