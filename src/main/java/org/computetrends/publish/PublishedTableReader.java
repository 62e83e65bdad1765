package org.computetrends.publish;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Reads published tables back, without a Spark session: files one after the other, rows one at a time, so that memory
 * grows with the rows that are wanted only. Instants are left out, since nobody asks for them.
 */
public final class PublishedTableReader {
    private final Configuration configuration;
    private final Path tables;
    private final LocalDate vintage;

    /**
     * @param configuration Hadoop's
     * @param tables the folder that has a folder for each table
     * @param vintage whose rows to read
     */
    public PublishedTableReader(Configuration configuration, String tables, LocalDate vintage) {
        this.configuration = configuration;
        this.tables = new Path(tables);
        this.vintage = vintage;
    }

    /**
     * Reads a table; one that was not published has no rows.
     *
     * @throws UserException when a file of it cannot be read
     */
    public PublishedTable read(Table table) {
        return read(table, row -> true);
    }

    /**
     * Reads the rows that are wanted of a table; one that was not published has none.
     *
     * @throws UserException when a file of it cannot be read
     */
    public PublishedTable read(Table table, Predicate<PublishedRow> wanted) {
        List<PublishedRow> rows = new ArrayList<>();
        long published = read(table, FilterCompat.NOOP, wanted, rows);
        return new PublishedTable(table.heading(), rows, published);
    }

    /** The rows of a table up to a day; files that have none are not read but for their footers. */
    List<PublishedRow> upTo(Table table, Column day, LocalDate last) {
        List<PublishedRow> rows = new ArrayList<>();
        read(
                table,
                FilterCompat.get(FilterApi.ltEq(FilterApi.intColumn(day.name()), Math.toIntExact(last.toEpochDay()))),
                row -> true,
                rows);
        return rows;
    }

    /**
     * Reads the rows of a table that lie in all of some ranges, and decodes little else; one that was not published has none.
     *
     * @throws UserException when a file of it cannot be read
     */
    public List<PublishedRow> rows(Table table, List<ColumnRange> ranges) {
        List<PublishedRow> rows = new ArrayList<>();
        FilterCompat.Filter filter = ranges.isEmpty() ? FilterCompat.NOOP : FilterCompat.get(ColumnRange.all(ranges));
        read(table, filter, row -> true, rows);
        return rows;
    }

    private long read(
            Table table, FilterCompat.Filter filter, Predicate<PublishedRow> wanted, List<PublishedRow> rows) {
        Path folder = new Path(new Path(tables, table.name()), Table.VINTAGE.name() + "=" + vintage);
        long read = 0;
        try {
            for (Path file : files(folder)) {
                read += read(file, table.heading(), filter, wanted, rows);
            }
        } catch (IOException e) {
            throw UserException.input("table " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return read;
    }

    private List<Path> files(Path folder) throws IOException {
        FileSystem fileSystem = folder.getFileSystem(configuration);
        if (!fileSystem.exists(folder)) {
            return List.of();
        }
        return Stream.of(fileSystem.listStatus(folder))
                .map(FileStatus::getPath)
                .filter(file -> file.getName().endsWith(".parquet"))
                .sorted(Comparator.comparing(Path::getName))
                .toList();
    }

    private long read(
            Path file,
            PublishedTable.Heading heading,
            FilterCompat.Filter filter,
            Predicate<PublishedRow> wanted,
            List<PublishedRow> rows)
            throws IOException {
        long read = 0;
        try (ParquetReader<Group> reader = ParquetReader.builder(new GroupReadSupport(), file)
                .withConf(configuration)
                .withFilter(filter)
                .build()) {
            for (Group group = reader.read(); group != null; group = reader.read()) {
                PublishedRow row = new PublishedRow(heading, values(group, heading));
                read++;
                if (wanted.test(row)) {
                    rows.add(row);
                }
            }
        }
        return read;
    }

    private Map<String, Object> values(Group group, PublishedTable.Heading heading) {
        List<Type> fields = group.getType().getFields();
        Map<String, Object> values = new HashMap<>(2 * fields.size());
        if (heading.columns().contains(Table.VINTAGE.name())) {
            values.put(Table.VINTAGE.name(), vintage);
        }
        for (int field = 0; field < fields.size(); field++) {
            Type type = fields.get(field);
            if (group.getFieldRepetitionCount(field) > 0 && heading.columns().contains(type.getName())) {
                Object value = value(group, field, type);
                if (value != null) {
                    values.put(type.getName(), value);
                }
            }
        }
        return values;
    }

    private static @Nullable Object value(Group group, int field, Type type) {
        if (!type.isPrimitive()) {
            return texts(group.getGroup(field, 0));
        }
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case DOUBLE -> group.getDouble(field, 0);
            case FLOAT -> (double) group.getFloat(field, 0);
            case INT64 -> group.getLong(field, 0);
            case BOOLEAN -> group.getBoolean(field, 0);
            case BINARY -> group.getString(field, 0);
            case INT32 ->
                type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
                        ? LocalDate.ofEpochDay(group.getInteger(field, 0))
                        : (Object) (long) group.getInteger(field, 0);
            case INT96, FIXED_LEN_BYTE_ARRAY -> null;
        };
    }

    /** The elements of a list of text, which Parquet holds as groups of one field. */
    private static List<String> texts(Group list) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            Group element = list.getGroup(0, i);
            if (element.getFieldRepetitionCount(0) > 0) {
                texts.add(element.getString(0, 0));
            }
        }
        return texts;
    }
}
