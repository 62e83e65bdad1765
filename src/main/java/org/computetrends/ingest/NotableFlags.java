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
 * Whether the files of a vintage flag releases as notable, by the statistics in their footers. If some are flagged, a
 * run without a given scope analyses only those.
 *
 * @param isFlagged whether any release is flagged; null if the footers do not have the answer
 * @param filesWithout the names of the files without a column of flags, in order
 */
record NotableFlags(@Nullable Boolean isFlagged, List<String> filesWithout, long rowsWithout) {

    private static final int FILES_SHOWN = 5;

    /**
     * The flags of one file. An unusable file counts as a file with flags, none of them set; reading the file reports
     * the fault.
     */
    private record OfFile(String name, @Nullable Boolean isFlagged, boolean hasColumn, long rows) {}

    /** A warning if releases are left out because their files have no column of flags. */
    Stream<String> warnings(Path folder) {
        return filesWithout.isEmpty()
                ? Stream.empty()
                : Stream.of("input " + folder + ": no column of "
                        + String.join(", ", filesWithout.subList(0, Math.min(FILES_SHOWN, filesWithout.size())))
                        + (filesWithout.size() > FILES_SHOWN ? " and others" : "")
                        + " flags notable releases, unlike other files: their " + rowsWithout
                        + " rows count as not notable, and are left out (--scope all keeps them)");
    }

    static NotableFlags of(Configuration hadoop, ColumnMapping mapping, Path folder) {
        List<OfFile> files = FileInspector.inParallel(
                DataFiles.of(hadoop, InputPaths.require(hadoop, folder)), file -> ofFile(hadoop, mapping, file));
        List<OfFile> without = files.stream().filter(file -> !file.hasColumn()).toList();
        boolean isFlagged = files.stream().anyMatch(file -> Boolean.TRUE.equals(file.isFlagged()));
        boolean isKnown = files.stream().allMatch(file -> file.isFlagged() != null);
        return new NotableFlags(
                (isFlagged || isKnown) ? (Boolean) isFlagged : null,
                without.stream().map(OfFile::name).sorted().toList(),
                without.stream().mapToLong(OfFile::rows).sum());
    }

    /** Whether any of the rows is flagged; reads the rows. */
    static boolean areIn(Dataset<Row> releases) {
        return !releases.filter(col(CanonicalRelease.NOTABLE)).isEmpty();
    }

    /**
     * A warning about vintages without a recorded scope of which only the notable releases are analysed, if there are
     * any.
     */
    static List<String> cutWarnings(String input, List<Vintage> series) {
        List<String> dates = series.stream()
                .filter(vintage -> vintage.listedScope() == null && vintage.onlyNotable())
                .map(vintage -> vintage.date().toString())
                .toList();
        return dates.isEmpty()
                ? List.of()
                : List.of("input " + input + " records no scope for vintage " + String.join(", ", dates)
                        + " and flags notable releases: only these are analysed (--scope all takes every release)");
    }

    private static OfFile ofFile(Configuration hadoop, ColumnMapping mapping, FileStatus file) {
        String name = file.getPath().getName();
        try {
            ParquetMetadata footer = ParquetFooter.read(InputPaths.fileSystem(hadoop, file.getPath()), file);
            List<String> columns = footer.getFileMetaData().getSchema().getFields().stream()
                    .map(Type::getName)
                    .toList();
            Optional<String> column = mapping.bind(name, columns, Set.of(Table.VINTAGE.name())).bindings().stream()
                    .filter(binding -> binding.field().name().equals(CanonicalRelease.NOTABLE))
                    .map(ColumnMapping.Binding::column)
                    .findFirst();
            long rows = footer.getBlocks().stream()
                    .mapToLong(BlockMetaData::getRowCount)
                    .sum();
            return new OfFile(
                    name,
                    column.isPresent() ? isFlagged(footer, column.get(), mapping.blanks()) : Boolean.FALSE,
                    column.isPresent(),
                    rows);
        } catch (IOException | ParquetFooter.Damaged | UserException e) {
            return new OfFile(name, /* isFlagged= */ false, /* hasColumn= */ true, 0);
        }
    }

    /** Whether a column has a true flag, from the maximum of each column chunk; null if unknown. */
    private static @Nullable Boolean isFlagged(ParquetMetadata footer, String column, Blanks blanks) {
        List<Optional<Boolean>> chunks = footer.getBlocks().stream()
                .flatMap(block -> block.getColumns().stream())
                .filter(chunk -> chunk.getPath().toArray()[0].equals(column))
                .map(chunk -> isFlagged(chunk.getStatistics(), chunk.getValueCount(), blanks))
                .toList();
        if (chunks.contains(Optional.of(true))) {
            return true;
        }
        return chunks.contains(Optional.<Boolean>empty()) ? null : (Boolean) false;
    }

    private static Optional<Boolean> isFlagged(@Nullable Statistics<?> statistics, long values, Blanks blanks) {
        if (statistics == null || !statistics.hasNonNullValue()) {
            boolean isNull = statistics != null && statistics.isNumNullsSet() && statistics.getNumNulls() == values;
            return isNull ? Optional.of(false) : Optional.empty();
        }
        Object maximum = Objects.requireNonNull(statistics.genericGetMax());
        if (maximum instanceof Boolean flag) {
            return Optional.of(flag);
        }
        // Of texts any one that is not blank is a flag, and a blank maximum does not exclude others.
        boolean isText = maximum instanceof Binary;
        return isText && blanks.isBlank(((Binary) maximum).toStringUsingUTF8()) ? Optional.empty() : Optional.of(true);
    }
}
