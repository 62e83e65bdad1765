package org.computetrends.ingest;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.UserException;
import org.computetrends.domain.Vintage;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Whether the files of a vintage flag releases as notable, by the statistics in the files' footers. If any release is
 * flagged and the user requests no scope, the run analyses only flagged releases.
 *
 * @param isFlagged whether any release is flagged; null if the footers do not have the answer
 * @param filesWithoutFlags the names of the files without a column of flags, sorted
 * @param rowsWithoutFlags the number of rows in these files
 */
record NotableFlags(@Nullable Boolean isFlagged, List<String> filesWithoutFlags, long rowsWithoutFlags) {

    private static final int FILES_SHOWN = 5;

    /**
     * The flags of one file. An unusable file counts as a file with a column of flags and no flagged release, so that
     * it causes no warning here. Its fault is reported when the file is read.
     *
     * @param isFlagged whether any release is flagged; null if the footer does not have the answer
     */
    private record FileFlags(String name, @Nullable Boolean isFlagged, boolean hasColumn, long rows) {}

    /** A warning, for runs that analyse only notable releases, if some files have no column of flags. */
    List<String> warnings(Path folder) {
        return filesWithoutFlags.isEmpty()
                ? List.of()
                : List.of("input " + folder + ": no column of "
                        + String.join(
                                ", ", filesWithoutFlags.subList(0, Math.min(FILES_SHOWN, filesWithoutFlags.size())))
                        + (filesWithoutFlags.size() > FILES_SHOWN ? " and others" : "")
                        + " flags notable releases, unlike other files: their " + rowsWithoutFlags
                        + " rows count as not notable, and are left out (--scope all keeps them)");
    }

    /** The flags of the files in a vintage's folder, or of a single file. */
    static NotableFlags of(Configuration hadoop, ColumnMapping mapping, Path folder) {
        List<FileFlags> files = FileInspector.inParallel(
                DataFiles.list(hadoop, InputFiles.require(hadoop, folder)),
                file -> fileFlags(hadoop, mapping, folder, file));
        List<FileFlags> without =
                files.stream().filter(file -> !file.hasColumn()).toList();
        return new NotableFlags(
                anyTrue(files.stream().map(FileFlags::isFlagged)),
                without.stream().map(FileFlags::name).sorted().toList(),
                without.stream().mapToLong(FileFlags::rows).sum());
    }

    /** Whether any answer is true; null if none is true and some are unknown (null). */
    private static @Nullable Boolean anyTrue(Stream<@Nullable Boolean> answers) {
        List<@Nullable Boolean> all = answers.toList();
        return all.contains(true) ? Boolean.TRUE : all.stream().allMatch(Objects::nonNull) ? Boolean.FALSE : null;
    }

    /** Whether any release is flagged. Reads the rows, for footers without the answer. */
    static boolean isAnyFlagged(Dataset<Row> releases) {
        return !releases.filter(col(CanonicalRelease.NOTABLE)).isEmpty();
    }

    /**
     * A warning about vintages that record no scope, and of which the run analyses only notable releases. Empty if
     * there is no such vintage.
     */
    static List<String> onlyNotableWarnings(String input, List<Vintage> vintages) {
        List<String> dates = vintages.stream()
                .filter(vintage -> vintage.listedScope() == null && vintage.onlyNotable())
                .map(vintage -> vintage.date().toString())
                .toList();
        return dates.isEmpty()
                ? List.of()
                : List.of("input " + input + " records no scope for vintage " + String.join(", ", dates)
                        + " and flags notable releases: only these are analysed (--scope all takes every release)");
    }

    private static FileFlags fileFlags(Configuration hadoop, ColumnMapping mapping, Path folder, FileStatus file) {
        String name = file.getPath().getName();
        try {
            ParquetMetadata footer = ParquetFooter.read(InputFiles.fileSystem(hadoop, file.getPath()), file);
            List<String> columns = Stream.concat(
                            footer.getFileMetaData().getSchema().getFields().stream()
                                    .map(Type::getName),
                            DataFiles.partitions(folder, file.getPath()).stream()
                                    .map(nameAndValue -> nameAndValue[0]))
                    .toList();
            Optional<String> column = mapping.bind(name, columns, Set.of(Table.VINTAGE.name())).bindings().stream()
                    .filter(binding -> binding.field().name().equals(CanonicalRelease.NOTABLE))
                    .map(ColumnMapping.Binding::column)
                    .findFirst();
            long rows = footer.getBlocks().stream()
                    .mapToLong(BlockMetaData::getRowCount)
                    .sum();
            return new FileFlags(
                    name,
                    column.isPresent() ? hasFlag(footer, column.get(), mapping.blanks()) : Boolean.FALSE,
                    column.isPresent(),
                    rows);
        } catch (IOException | ParquetFooter.Damaged | UserException e) {
            return new FileFlags(name, /* isFlagged= */ false, /* hasColumn= */ true, 0);
        }
    }

    /** Whether a column has a true flag; null if unknown, as for a partition column. */
    private static @Nullable Boolean hasFlag(ParquetMetadata footer, String column, Blanks blanks) {
        return footer.getFileMetaData().getSchema().containsField(column)
                ? anyTrue(footer.getBlocks().stream()
                        .flatMap(block -> block.getColumns().stream())
                        .filter(chunk -> chunk.getPath().toArray()[0].equals(column))
                        .map(chunk -> isMaximumFlag(chunk.getStatistics(), chunk.getValueCount(), blanks)))
                : null;
    }

    /**
     * Whether a column chunk has a true flag, by its maximum; null if unknown.
     *
     * @param values the number of values, including nulls
     */
    private static @Nullable Boolean isMaximumFlag(@Nullable Statistics<?> statistics, long values, Blanks blanks) {
        if (statistics == null || !statistics.hasNonNullValue()) {
            boolean isNull = statistics != null && statistics.isNumNullsSet() && statistics.getNumNulls() == values;
            return isNull ? (Boolean) false : null;
        }
        Object maximum = Objects.requireNonNull(statistics.genericGetMax());
        if (maximum instanceof Boolean flag) {
            return flag;
        }
        // Every text that is not blank is a flag. If the maximum is blank, a smaller text may be a flag.
        boolean isBlank = maximum instanceof Binary text && blanks.isBlank(text.toStringUsingUTF8());
        return isBlank ? null : Boolean.TRUE;
    }
}
