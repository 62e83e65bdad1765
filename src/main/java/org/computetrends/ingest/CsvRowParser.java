package org.computetrends.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DoubleType;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.RejectReason;
import org.computetrends.ingest.CellParser.UnreadableCellException;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.RejectsTable;
import org.jspecify.annotations.Nullable;

/** Converts records of a CSV file to canonical releases and the rejects of their cells. Runs on executors. */
final class CsvRowParser implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final char NUL = '\0';
    private static final int LONGEST_VALUE_SHOWN = 80;

    private final String file;
    private final int columnCount;
    /** For each field that has a column, the column and how it is read. */
    private final Map<String, Source> sources = new HashMap<>();

    private final CellParser cells;

    /**
     * The column of a field, and how it is read.
     *
     * @param position the index of the column, from 0
     * @param isPresence whether any cell that is not blank means true
     * @param priceYear the price year that the column's name implies; null if none
     */
    private record Source(
            String column,
            int position,
            boolean isPresence,
            @Nullable Integer priceYear) implements Serializable {}

    CsvRowParser(
            String file,
            List<String> columns,
            List<ColumnMapping.Binding> bindings,
            ColumnMapping mapping,
            CellParser cells) {
        this.file = file;
        this.columnCount = columns.size();
        this.cells = cells;
        for (ColumnMapping.Binding binding : bindings) {
            sources.put(
                    binding.field().name(),
                    new Source(
                            binding.column(),
                            columns.indexOf(binding.column()),
                            binding.reading() == ColumnMapping.Reading.PRESENCE,
                            mapping.priceYearOf(binding.column())));
        }
    }

    /**
     * Parses a record.
     *
     * @param record the cells as text, then the whole text if the number of cells is wrong, then the record's number
     * @return the canonical release and the array of its rejects
     */
    Row parse(Row record) {
        return new RecordParser(record).releaseAndRejects();
    }

    @FunctionalInterface
    private interface CellReader<V> {
        @Nullable
        V read(@Nullable String cell) throws UnreadableCellException;
    }

    /** Parses one record. */
    private final class RecordParser {
        private final Row record;
        private final long number;
        private final List<Row> rejects = new ArrayList<>();
        private final @Nullable String model;

        RecordParser(Row record) {
            this.record = record;
            this.number = record.getLong(columnCount + 1);
            this.model = cells.name(cell(CanonicalRelease.MODEL));
        }

        Row releaseAndRejects() {
            if (record.isNullAt(columnCount)) {
                sources.forEach(this::rejectNul);
                return RowFactory.create(release(), rejects.toArray(new Row[0]));
            }
            String text = record.getString(columnCount);
            reject(RejectsTable.EVERY_COLUMN, text, CsvFile.malformedMessage("row " + number, text, columnCount));
            Object[] blankRelease = new Object[CanonicalRelease.COLUMNS.size()];
            blankRelease[CanonicalRelease.schema().fieldIndex(CanonicalRelease.SOURCE_ROW)] = number;
            return RowFactory.create(RowFactory.create(blankRelease), rejects.toArray(new Row[0]));
        }

        private Row release() {
            CellParser.@Nullable PartialDate date = read(CanonicalRelease.PUBLISHED_ON, cells::date);
            List<@Nullable Object> values = new ArrayList<>();
            for (Column field : CanonicalRelease.COLUMNS) {
                values.add(
                        switch (field.name()) {
                            case CanonicalRelease.PUBLISHED_ON -> date == null ? null : date.firstDay();
                            case CanonicalRelease.DATE_PRECISION ->
                                date == null ? null : date.precision().name();
                            case CanonicalRelease.COST_PRICE_YEAR -> priceYear();
                            case CanonicalRelease.SOURCE_ROW -> number;
                            case CanonicalRelease.CONFIDENCE -> confidence();
                            default -> value(field);
                        });
            }
            return RowFactory.create(values.toArray());
        }

        private @Nullable Object value(Column field) {
            Source source = sources.get(field.name());
            if (source == null) {
                return null;
            }
            String cell = cell(field.name());
            boolean isName = CanonicalRelease.NAMES.contains(field.name());
            if (source.isPresence()) {
                return cells.text(cell) != null;
            }
            if (field.type() instanceof ArrayType) {
                List<String> texts = cells.list(cell, isName);
                return texts == null ? null : texts.toArray(new String[0]);
            }
            if (field.type() instanceof DoubleType) {
                return read(field.name(), cells::number);
            }
            if (field.type() instanceof BooleanType) {
                return read(field.name(), cells::flag);
            }
            return isName ? cells.name(cell) : cells.text(cell);
        }

        private @Nullable String confidence() {
            Confidence confidence = read(CanonicalRelease.CONFIDENCE, cells::confidence);
            return confidence == null ? null : confidence.name();
        }

        /** The value of a field's cell; null if the cell is blank or rejected. */
        private <V> @Nullable V read(String field, CellReader<V> reader) {
            String cell = cell(field);
            try {
                return reader.read(cell);
            } catch (UnreadableCellException e) {
                Source source = Objects.requireNonNull(sources.get(field), field);
                reject(field, cell, message(source, e.getMessage()));
                return null;
            }
        }

        /** The price year that the first filled cost column implies; null if there is none. */
        private @Nullable Integer priceYear() {
            for (Column field : CanonicalRelease.QUANTITIES) {
                Source source = sources.get(field.name());
                if (source != null && source.priceYear() != null && cells.text(cell(field.name())) != null) {
                    return source.priceYear();
                }
            }
            return null;
        }

        /** The text of a field's cell; null if the field has no column, or the cell is empty or has NUL. */
        private @Nullable String cell(String field) {
            Source source = sources.get(field);
            if (source == null) {
                return null;
            }
            String cell = record.getString(source.position());
            return cell == null || !hasNul(source, cell) ? cell : null;
        }

        /**
         * Whether a cell is rejected because its text contains the character NUL, which databases cannot store. NUL
         * does not matter in a cell that counts as blank, or that is read for presence only.
         */
        private boolean hasNul(Source source, String cell) {
            return cell.indexOf(NUL) >= 0 && !source.isPresence() && cells.text(cell) != null;
        }

        /** Rejects a field's cell if {@link #hasNul} applies. */
        private void rejectNul(String field, Source source) {
            String cell = record.getString(source.position());
            if (cell != null && hasNul(source, cell)) {
                reject(field, cell.replace("\0", "\\0"), message(source, "contains the character NUL (U+0000)"));
            }
        }

        private void reject(String field, @Nullable String value, String message) {
            String shownValue = value == null || value.length() <= LONGEST_VALUE_SHOWN
                    ? value
                    : value.substring(0, LONGEST_VALUE_SHOWN) + "...";
            rejects.add(
                    RowFactory.create(file, number, RejectReason.UNREADABLE.name(), field, model, shownValue, message));
        }

        private String message(Source source, @Nullable String problem) {
            return CsvFile.location("row " + number, source.column()) + "the cell " + problem;
        }
    }
}
