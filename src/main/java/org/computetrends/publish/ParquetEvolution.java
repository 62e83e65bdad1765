package org.computetrends.publish;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Holds new files to the schema of those that stay beside them, of other vintages and, of a log, of this one too: columns are
 * added, and neither go nor change their type. The newest stands for all; where there is none nothing is left to differ from.
 */
final class ParquetEvolution {
    private final FileSystem fileSystem;
    private final Path tables;
    private final String sink;

    /**
     * @param tables the folder of the tables as they are
     * @param sink the sink's name
     */
    ParquetEvolution(FileSystem fileSystem, Path tables, String sink) {
        this.fileSystem = fileSystem;
        this.tables = tables;
        this.sink = sink;
    }

    /**
     * Looks at every table of a publication.
     *
     * @throws org.computetrends.domain.UserException when one lacks a column or has another type for it
     */
    void requireKept(Publication publication) throws IOException {
        String own = ParquetPublisher.partition(publication.vintage());
        for (TableRows rows : publication.tables()) {
            Table table = rows.table();
            Path folder = new Path(tables, table.name());
            if (fileSystem.exists(folder)) {
                Optional<Path> other = newest(folder, table.isLog() ? "" : own);
                if (other.isPresent()) {
                    requireKept(table, other.get());
                }
            }
        }
    }

    private void requireKept(Table table, Path file) throws IOException {
        MessageType declared = ParquetSchema.of(table.schema());
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, fileSystem.getConf()))) {
            for (Type field : reader.getFooter().getFileMetaData().getSchema().getFields()) {
                SchemaChange.requireKept(
                        sink,
                        table,
                        field.getName(),
                        type(field),
                        declared.containsField(field.getName()) ? type(declared.getType(field.getName())) : null);
            }
        }
    }

    /** The type in words, without whether it may be null, which may change. */
    private static String type(Type field) {
        return field.isPrimitive()
                ? field.asPrimitiveType().getPrimitiveTypeName()
                        + (field.getLogicalTypeAnnotation() == null ? "" : " " + field.getLogicalTypeAnnotation())
                : field.getLogicalTypeAnnotation() + " of "
                        + type(field.asGroupType().getType(0).asGroupType().getType(0));
    }

    private Optional<Path> newest(Path folder, String own) throws IOException {
        @Nullable FileStatus newest = null;
        for (FileStatus partition : fileSystem.listStatus(folder)) {
            if (!partition.getPath().getName().equals(own)
                    && (newest == null
                            || newest.getPath()
                                            .getName()
                                            .compareTo(partition.getPath().getName())
                                    < 0)) {
                newest = partition;
            }
        }
        return newest == null
                ? Optional.empty()
                : java.util.Arrays.stream(fileSystem.listStatus(newest.getPath()))
                        .map(FileStatus::getPath)
                        .filter(path -> path.getName().endsWith(".parquet"))
                        .max(Comparator.comparing(Path::getName));
    }
}
