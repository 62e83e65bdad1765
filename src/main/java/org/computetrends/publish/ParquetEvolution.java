package org.computetrends.publish;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.computetrends.table.Table;

/**
 * Checks that the tables of a publication have schemas compatible with the Parquet files that stay. These are the files
 * of other vintages and, for logs, of the same vintage. Columns may be added but not removed or retyped. To save time,
 * only one file of each table is read, from the run that began last. A column is overlooked if only a run that began
 * earlier but published later has it.
 */
record ParquetEvolution(ParquetVersions versions, PublishedVersion currentVersion, String sink) {
    /** @throws org.computetrends.domain.UserException when a column would be removed or retyped */
    void requireCompatible(Publication publication) throws IOException {
        for (TableRows rows : publication.tables()) {
            Table table = rows.table();
            Optional<Path> publishedFile = fileOfLastRun(table, publication.vintage());
            if (publishedFile.isPresent()) {
                requireCompatible(table, publishedFile.get());
            }
        }
    }

    private void requireCompatible(Table table, Path file) throws IOException {
        MessageType declaredSchema = RowWriteSupport.schemaOf(table.schema());
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(file, versions.fileSystem().getConf()))) {
            for (Type field : reader.getFooter().getFileMetaData().getSchema().getFields()) {
                SchemaChange.requireCompatible(
                        sink,
                        table,
                        field.getName(),
                        typeText(field),
                        declaredSchema.containsField(field.getName())
                                ? typeText(declaredSchema.getType(field.getName()))
                                : null);
            }
        }
    }

    /** The type as text, without nullability, which may change. A list's element is two levels below the list. */
    private static String typeText(Type field) {
        return field.isPrimitive()
                ? field.asPrimitiveType().getPrimitiveTypeName()
                        + (field.getLogicalTypeAnnotation() == null ? "" : " " + field.getLogicalTypeAnnotation())
                : field.getLogicalTypeAnnotation() + " of "
                        + typeText(field.asGroupType().getType(0).asGroupType().getType(0));
    }

    /** A file that stays, from the run that began last. Files of the replaced vintage stay only if they are logs. */
    private Optional<Path> fileOfLastRun(Table table, LocalDate replacedVintage) throws IOException {
        if (table.isLog()) {
            // Names sort by the start of the run, which they contain.
            return files(table, currentVersion.logs().keySet()).stream().max(Comparator.comparing(Path::getName));
        }
        List<LocalDate> vintages = new ArrayList<>(currentVersion.vintagesByStart());
        vintages.remove(replacedVintage);
        Collections.reverse(vintages);
        for (LocalDate vintage : vintages) {
            List<Path> files = files(table, Set.of(vintage));
            if (!files.isEmpty()) {
                return Optional.of(files.get(files.size() - 1));
            }
        }
        return Optional.empty();
    }

    private List<Path> files(Table table, Collection<LocalDate> vintages) throws IOException {
        List<Path> files = new ArrayList<>();
        for (LocalDate vintage : vintages) {
            for (Path folder : versions.tablePartitions(currentVersion, table, vintage)) {
                files.addAll(ParquetFiles.list(versions.fileSystem(), folder));
            }
        }
        return files;
    }
}
