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
 * Parquet's reader of rows of published tables, for {@link PublishedTableReader}. One object, which is reused, has the
 * values of the current row. Only the columns of the heading are read, without timestamps. Texts in a dictionary are
 * decoded once; other texts are decoded on access.
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
        private final Map<String, Integer> indices = new HashMap<>();
        private final @Nullable Object[] values;
        private final GroupConverter root;

        Cells(MessageType schema) {
            values = new Object[schema.getFieldCount()];
            Converter[] converters = new Converter[values.length];
            for (int i = 0; i < values.length; i++) {
                indices.put(schema.getFieldName(i), i);
                Type type = schema.getType(i);
                converters[i] = type.isPrimitive() ? new Cell(values, i, type) : new Texts(values, i);
            }
            root = new GroupConverter() {
                @Override
                public Converter getConverter(int field) {
                    return converters[field];
                }

                @Override
                public void start() {
                    Arrays.fill(values, null);
                }

                @Override
                public void end() {}
            };
        }

        @Override
        public PublishedTable.Heading heading() {
            return heading;
        }

        @Override
        public @Nullable Object value(String column) {
            Integer index = indices.get(column);
            if (index != null) {
                return value(index);
            }
            if (!heading.columns().contains(column)) {
                throw new IllegalArgumentException("table " + heading.name() + " has no column " + column);
            }
            return column.equals(Table.VINTAGE.name()) ? vintage : null;
        }

        private @Nullable Object value(int index) {
            Object value = values[index];
            return value instanceof Binary text ? text.toStringUsingUTF8() : value;
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
    }

    /** Sets the value of a column that is not a list. */
    private static final class Cell extends PrimitiveConverter {
        private final @Nullable Object[] values;
        private final int index;
        private final boolean isDate;
        private final boolean isText;

        /** The dictionary's decoded texts. */
        private String[] texts = {};

        Cell(@Nullable Object[] values, int index, Type type) {
            this.isDate = type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation;
            this.isText = type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
            this.values = values;
            this.index = index;
        }

        @Override
        public boolean hasDictionarySupport() {
            return isText;
        }

        @Override
        public void setDictionary(Dictionary dictionary) {
            texts = new String[dictionary.getMaxId() + 1];
            Arrays.setAll(texts, id -> dictionary.decodeToBinary(id).toStringUsingUTF8());
        }

        @Override
        public void addValueFromDictionary(int id) {
            values[index] = texts[id];
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

    /** A list of texts, which Parquet stores as groups of one field. */
    private static final class Texts extends GroupConverter {
        private final @Nullable Object[] values;
        private final int index;
        private final List<String> texts = new ArrayList<>();
        private final Converter element = new PrimitiveConverter() {
            @Override
            public void addBinary(Binary value) {
                texts.add(value.toStringUsingUTF8());
            }
        };
        private final GroupConverter elements = new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
                return element;
            }

            @Override
            public void start() {}

            @Override
            public void end() {}
        };

        Texts(@Nullable Object[] values, int index) {
            this.values = values;
            this.index = index;
        }

        @Override
        public Converter getConverter(int field) {
            return elements;
        }

        @Override
        public void start() {
            texts.clear();
        }

        @Override
        public void end() {
            values[index] = List.copyOf(texts);
        }
    }
}
