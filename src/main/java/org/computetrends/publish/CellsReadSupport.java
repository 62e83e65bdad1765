package org.computetrends.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Converts rows of published Parquet files to {@link PublishedCells}, for {@link PublishedTableReader}. All rows are
 * read into the same object, which has the values of the current row. Only the columns of the table's heading are read,
 * except timestamps. Texts in a file's dictionary are decoded once, other texts when they are accessed.
 */
final class CellsReadSupport extends ReadSupport<PublishedCells> {
    private final PublishedTable.Heading heading;
    private final LocalDate vintage;

    /** @param vintage the value of the column {@code vintage}, which the files do not have */
    CellsReadSupport(PublishedTable.Heading heading, LocalDate vintage) {
        this.heading = heading;
        this.vintage = vintage;
    }

    @Override
    public ReadContext init(InitContext context) {
        MessageType file = context.getFileSchema();
        return new ReadContext(new MessageType(
                file.getName(), file.getFields().stream().filter(this::isRead).toList()));
    }

    /** Whether a column is in the heading and is no timestamp. Spark's timestamps are of the type INT96. */
    private boolean isRead(Type field) {
        return heading.columns().contains(field.getName())
                && !(field.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation)
                && (!field.isPrimitive() || field.asPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.INT96);
    }

    @Override
    @SuppressWarnings("deprecation") // Parquet declares only this overload abstract
    public RecordMaterializer<PublishedCells> prepareForRead(
            Configuration configuration, Map<String, String> metadata, MessageType file, ReadContext context) {
        Cells cells = new Cells(context.getRequestedSchema());
        return new RecordMaterializer<>() {
            @Override
            public PublishedCells getCurrentRecord() {
                return cells;
            }

            @Override
            public GroupConverter getRootConverter() {
                return cells.root;
            }
        };
    }

    /** The values of the current row, which the next row overwrites. */
    private final class Cells implements PublishedCells {
        /** The index in {@link #values} of each column that is read. */
        private final Map<String, Integer> indices = new HashMap<>();

        /** The values; a text that is not in a file's dictionary is a {@link Binary}. */
        private final @Nullable Object[] values;

        private final GroupConverter root;

        Cells(MessageType schema) {
            values = new Object[schema.getFieldCount()];
            List<Converter> converters = new ArrayList<>();
            for (Type type : schema.getFields()) {
                int index = converters.size();
                indices.put(type.getName(), index);
                converters.add(type.isPrimitive() ? new ValueConverter(index, type) : textsConverter(index));
            }
            root = group(converters, () -> Arrays.fill(values, null), () -> {});
        }

        @Override
        public PublishedTable.Heading heading() {
            return heading;
        }

        @Override
        public @Nullable Object value(String column) {
            Integer index = indices.get(column);
            if (index != null) {
                Object value = values[index];
                return value instanceof Binary text ? text.toStringUsingUTF8() : value;
            }
            if (!heading.columns().contains(column)) {
                throw new IllegalArgumentException("table " + heading.name() + " has no column " + column);
            }
            return column.equals(Table.VINTAGE.name()) ? vintage : null;
        }

        @Override
        public PublishedRow row() {
            Map<String, Object> cellsByName =
                    new HashMap<>(2 * heading.columns().size());
            for (String column : heading.columns()) {
                Object value = value(column);
                if (value != null) {
                    cellsByName.put(column, value);
                }
            }
            return new PublishedRow(heading, cellsByName);
        }

        /** Sets the value of a column of text lists, which Parquet stores as a group of groups with one text each. */
        private GroupConverter textsConverter(int index) {
            List<String> texts = new ArrayList<>();
            Converter text = new PrimitiveConverter() {
                @Override
                public void addBinary(Binary value) {
                    texts.add(value.toStringUsingUTF8());
                }
            };
            GroupConverter element = group(List.of(text), () -> {}, () -> {});
            return group(List.of(element), texts::clear, () -> values[index] = List.copyOf(texts));
        }

        /** Sets the value of a column that is not a list. Readers get every whole number as a {@link Long}. */
        private final class ValueConverter extends PrimitiveConverter {
            private final int index;
            private final boolean isDate;
            private final boolean isText;

            /** The decoded texts of the dictionary, by their ids. */
            private String[] dictionaryTexts = {};

            ValueConverter(int index, Type type) {
                this.index = index;
                this.isDate =
                        type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation;
                this.isText = type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
            }

            @Override
            public boolean hasDictionarySupport() {
                return isText;
            }

            @Override
            public void setDictionary(Dictionary dictionary) {
                dictionaryTexts = new String[dictionary.getMaxId() + 1];
                Arrays.setAll(
                        dictionaryTexts, id -> dictionary.decodeToBinary(id).toStringUsingUTF8());
            }

            @Override
            public void addValueFromDictionary(int id) {
                values[index] = dictionaryTexts[id];
            }

            @Override
            public void addBinary(Binary value) {
                values[index] = value;
            }

            @Override
            public void addBoolean(boolean value) {
                values[index] = value;
            }

            @Override
            public void addDouble(double value) {
                values[index] = value;
            }

            @Override
            public void addInt(int value) {
                values[index] = isDate ? LocalDate.ofEpochDay(value) : (Object) (long) value;
            }

            @Override
            public void addLong(long value) {
                values[index] = value;
            }
        }
    }

    private static GroupConverter group(List<? extends Converter> fields, Runnable start, Runnable end) {
        return new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
                return fields.get(field);
            }

            @Override
            public void start() {
                start.run();
            }

            @Override
            public void end() {
                end.run();
            }
        };
    }
}
