package org.computetrends.ingest;

import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.substring_index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.UserException;
import org.computetrends.domain.Vintage;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Reads several vintages of a dataset as one: those of one file each whose columns are the same, as imports make them, are
 * a single scan, so that 30 of them are planned and read as fast as one. Others are read one by one, as
 * {@link ReleaseReader} does.
 *
 * @param reader reads one vintage
 * @param mapping which column is which field
 * @param mostBytes the size of files that are read together at most
 */
public record SeriesReader(ReleaseReader reader, ColumnMapping mapping, long mostBytes) {

    /**
     * Reads vintages.
     *
     * @param session the session to read with
     * @param folders the vintages
     * @return what was read of each group; the vintage of a row is in its columns
     * @throws UserException when one cannot be used
     */
    public List<Group> read(SparkSession session, List<VintageFolders.Folder> folders) {
        Map<String, List<Alone>> bySchema = new LinkedHashMap<>();
        for (VintageFolders.Folder folder : folders) {
            Alone alone = alone(session, folder);
            String key = alone.schema() == null ? folder.path().toString() : String.valueOf(alone.schema());
            bySchema.computeIfAbsent(key, schema -> new ArrayList<>()).add(alone);
        }
        List<Group> groups = new ArrayList<>();
        for (List<Alone> equal : bySchema.values()) {
            for (List<Alone> group : parts(equal)) {
                groups.add(group.size() == 1 ? one(session, group.get(0)) : together(session, group));
            }
        }
        return groups;
    }

    /**
     * Vintages that were read together.
     *
     * @param folders the vintages
     * @param releases their releases, as {@link ReleaseReader.Result#releases}
     * @param files the files read
     * @param bytes their size
     * @param skipped the files left out
     */
    public record Group(
            List<VintageFolders.Folder> folders,
            Dataset<Row> releases,
            List<String> files,
            long bytes,
            List<SkippedFile> skipped) {}

    /** A vintage, and its file and schema where it has one file that is sound; null otherwise. */
    private record Alone(
            VintageFolders.Folder folder,
            @Nullable FileStatus file,
            @Nullable MessageType schema) {}

    private Alone alone(SparkSession session, VintageFolders.Folder folder) {
        List<FileStatus> files = new FileInspector(session, mapping).files(InputPaths.require(session, folder.path()));
        boolean isSingle = files.size() == 1
                && files.get(0)
                        .getPath()
                        .getParent()
                        .getName()
                        .equals(folder.path().getName());
        if (!isSingle) {
            return new Alone(folder, null, null);
        }
        try {
            MessageType schema = ParquetFooter.schema(InputPaths.fileSystem(session, folder.path()), files.get(0));
            return new Alone(folder, files.get(0), schema);
        } catch (IOException | ParquetFooter.Damaged e) { // reading it alone explains the fault
            return new Alone(folder, null, null);
        }
    }

    /** The vintages in their order, in parts of no more bytes than are read together, each of one vintage at least. */
    private List<List<Alone>> parts(List<Alone> vintages) {
        List<List<Alone>> parts = new ArrayList<>();
        long bytes = 0;
        for (Alone vintage : vintages) {
            long own = vintage.file() == null ? mostBytes : vintage.file().getLen();
            if (parts.isEmpty() || bytes + own > mostBytes) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            parts.get(parts.size() - 1).add(vintage);
            bytes += own;
        }
        return parts;
    }

    private Group one(SparkSession session, Alone alone) {
        ReleaseReader.Result read = reader.read(session, alone.folder(), List.of());
        return new Group(
                List.of(alone.folder()),
                read.releases(),
                read.files(),
                InputFiles.bytes(session, read.files()),
                read.skipped());
    }

    private Group together(SparkSession session, List<Alone> group) {
        StructType schema = new ParquetToSparkSchemaConverter(SQLConf.get())
                .convert(Optional.ofNullable(group.get(0).schema()).orElseThrow());
        List<FileStatus> files = group.stream()
                .map(alone -> Optional.ofNullable(alone.file()).orElseThrow())
                .toList();
        Dataset<Row> source = session.read()
                .schema(schema)
                .parquet(files.stream()
                        .map(file -> InputPaths.literal(file.getPath()))
                        .toArray(String[]::new));
        ColumnMapping.Bindings bindings = mapping.bind(
                group.get(0).folder().path().toString(),
                Arrays.asList(schema.fieldNames()),
                Set.of(Table.VINTAGE.name()));
        ReleaseReader.requireTypes(group.get(0).folder().path(), schema, bindings.bindings());
        // Looked up once a row: comparing its folder with 30 others would take longer than reading it.
        List<Column> dates = new ArrayList<>();
        List<Column> cuts = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            Vintage vintage = group.get(i).folder().vintage();
            for (String name : namesInFolder(files.get(i).getPath())) {
                dates.addAll(List.of(lit(name), lit(vintage.date())));
                cuts.addAll(List.of(lit(name), lit(vintage.onlyNotable())));
            }
        }
        Column name = substring_index(CanonicalColumns.FILE_PATH, "/", -2);
        Column date = element_at(map(dates.toArray(Column[]::new)), name);
        Column onlyNotable = element_at(map(cuts.toArray(Column[]::new)), name);
        Column folder = CanonicalColumns.pathSegment(2);
        return new Group(
                group.stream().map(Alone::folder).toList(),
                new CanonicalColumns(bindings.bindings()).of(source, date, onlyNotable, folder),
                files.stream().map(FileStatus::getPath).map(Path::toString).toList(),
                files.stream().mapToLong(FileStatus::getLen).sum(),
                List.of());
    }

    /** How Spark may write a file's name and its folder's: as they are, or encoded as in a URI. */
    private static Set<String> namesInFolder(Path file) {
        Set<String> names = new LinkedHashSet<>();
        for (String path : List.of(file.toUri().getPath(), file.toUri().getRawPath())) {
            String[] segments = path.split("/", -1);
            names.add(segments[segments.length - 2] + "/" + segments[segments.length - 1]);
        }
        return names;
    }
}
