package org.computetrends.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.UserException;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.VintageScope;
import org.computetrends.sql.ReleaseRows;
import org.computetrends.table.ReadColumns;
import org.jspecify.annotations.Nullable;

/**
 * Reads one vintage of a Parquet dataset of releases into the canonical schema.
 *
 * <p>The dataset is a folder with one folder per vintage (see {@link VintageFolders}). The input may also be a file, or
 * a folder without vintage folders. If such an input has a column {@code vintage}, the rows of one date in that column
 * are read. Otherwise all rows are read, as a vintage of the date that the user names.
 *
 * <p>Columns may have canonical names or names of the mapping. Numbers may have any numeric type, and dates may be
 * timestamps. Other types must be the types of the schema.
 *
 * @param input a path on any file system that Hadoop supports
 * @param vintage the date of the vintage to read; if empty, the newest. Required if the input names no vintages
 * @param scope the scope of the vintages to choose from; if empty, {@linkplain VintageScope#COMPARABLE comparable}
 *     vintages
 * @param badFiles what to do about unusable files: see {@link FileInspector}
 * @param localBytes the maximum total size of a vintage's files that this process reads without a Spark job
 */
public record ReleaseReader(
        String input,
        Optional<LocalDate> vintage,
        Optional<VintageScope> scope,
        ColumnMapping mapping,
        BadFiles badFiles,
        long localBytes) {

    /**
     * The folder with the rejects of imports, next to the vintages; Spark ignores names that begin with an underscore.
     */
    public static final String IMPORT_REJECTS = "_rejects";

    /**
     * The result of a read.
     *
     * @param otherFolders the folders of the other vintages of {@linkplain VintageFolders#series the series}, by date
     * @param rows the canonical columns, then {@code source_file} and the columns of {@link ReadColumns};
     *     {@code source_row} is never null
     * @param earlyRejects rows of the rejects table from before curation: unreadable cells of an import, skipped files,
     *     and rows without a vintage; null if there are none, or if they were not requested
     * @param rowsWithoutVintage the number of rows without a date in the vintage column; each has a row in
     *     {@code earlyRejects}, if these were requested
     * @param files the paths of the files read
     * @param warnings messages about files, columns and rows that are not read, about missing columns, and
     *     about vintages of which only notable releases are analysed
     */
    public record Result(
            Vintage vintage,
            List<VintageFolders.Folder> otherFolders,
            ReleaseRows rows,
            @Nullable Dataset<Row> earlyRejects,
            long rowsWithoutVintage,
            List<String> files,
            List<UnusableFile> skipped,
            List<String> warnings) {

        public LocalDate date() {
            return vintage.date();
        }

        public Dataset<Row> releases() {
            return rows.dataset();
        }

        public List<String> skippedFiles() {
            return skipped.stream().map(UnusableFile::file).toList();
        }
    }

    /**
     * Reads the vintage.
     *
     * @throws UserException when the input or the vintage is missing, is not Parquet, lacks a required column, or has
     *     a column of a wrong type
     */
    public Result read(SparkSession session) {
        return read(SparkAccess.of(session), /* areRejectsRead= */ true);
    }

    /**
     * Reads the vintage without early rejects.
     *
     * @throws SparkAccess.NotStarted when only Spark can read the vintage and no session is started
     * @throws UserException as {@link #read(SparkSession)}
     */
    public Result readRows(SparkAccess spark) {
        return read(spark, /* areRejectsRead= */ false);
    }

    private Result read(SparkAccess spark, boolean areRejectsRead) {
        VintageFolders folders = VintageFolders.of(spark.hadoop(), input);
        if (folders.folders().isEmpty()) {
            return readWithoutFolders(spark, areRejectsRead);
        }
        Map<Path, NotableFlags> flagsByFolder = new HashMap<>();
        List<VintageFolders.Folder> series = folders.series(scope, folder -> {
            NotableFlags flags = NotableFlags.of(spark.hadoop(), mapping, folder.path());
            flagsByFolder.put(folder.path(), flags);
            return isFlagged(spark, folder, flags);
        });
        VintageFolders.Folder chosenFolder = folders.choose(series, scope, vintage);
        List<VintageFolders.Folder> otherFolders =
                series.stream().filter(folder -> !folder.equals(chosenFolder)).toList();
        List<String> warnings = new ArrayList<>(folders.warnings());
        warnings.addAll(NotableFlags.onlyNotableWarnings(
                input, series.stream().map(VintageFolders.Folder::vintage).toList()));
        series.stream()
                .filter(folder -> folder.vintage().onlyNotable())
                .map(VintageFolders.Folder::path)
                .forEach(path -> warnings.addAll(
                        Objects.requireNonNull(flagsByFolder.get(path)).warnings(path)));
        return readFolder(spark, chosenFolder, otherFolders, areRejectsRead, warnings);
    }

    /** Whether a vintage flags any release as notable: by the flags in the footers, or else by the rows. */
    private boolean isFlagged(SparkAccess spark, VintageFolders.Folder folder, NotableFlags flags) {
        Boolean isFlagged = flags.isFlagged();
        return isFlagged != null
                ? isFlagged
                : NotableFlags.isAnyFlagged(files(spark, folder.path()).rows().dataset());
    }

    /** Reads another vintage of a dataset that has vintage folders, without early rejects. */
    public Result read(SparkSession session, VintageFolders.Folder folder) {
        return readFolder(SparkAccess.of(session), folder, List.of(), /* areRejectsRead= */ false, List.of());
    }

    /** Reads a vintage folder. The warnings of its files precede those of the dataset. */
    private Result readFolder(
            SparkAccess spark,
            VintageFolders.Folder folder,
            List<VintageFolders.Folder> otherFolders,
            boolean areRejectsRead,
            List<String> datasetWarnings) {
        ReleaseFiles files = files(spark, folder.path());
        List<String> warnings = new ArrayList<>(files.warnings());
        if (files.hasVintages()) {
            warnings.add("input " + folder.path() + ": column '" + VintageColumn.KEY
                    + "' is not read, because the folder's name gives the vintage");
        }
        warnings.addAll(datasetWarnings);
        return new Result(
                folder.vintage(),
                otherFolders,
                files.rows(),
                areRejectsRead ? earlyRejects(spark, files, folder.path().getParent()) : null,
                /* rowsWithoutVintage= */ 0,
                files.paths(),
                files.unusableFiles(),
                List.copyOf(warnings));
    }

    /** Reads a file, or a folder without vintage folders. */
    private Result readWithoutFolders(SparkAccess spark, boolean areRejectsRead) {
        ReleaseFiles files = files(spark, InputFiles.path(input));
        if (scope.isPresent() && scope.get() != VintageScope.ALL) {
            throw UserException.usage("input " + input + " records no scope, so --scope "
                    + scope.get().id() + " selects nothing: leave it out, or use --scope all");
        }
        VintageColumn.Counts rowsPerVintage =
                files.hasVintages() ? files.rowsPerVintage() : new VintageColumn.Counts(Map.of(), 0);
        LocalDate chosenDate = choose(rowsPerVintage);
        ReleaseRows releases = files.hasVintages() ? files.rowsOfVintage(chosenDate) : files.rows();
        NotableFlags flags = NotableFlags.of(spark.hadoop(), mapping, files.folder());
        // Footers describe the rows of all vintages. If they show a flag, or do not have the answer, the rows of the
        // chosen vintage are read.
        boolean onlyNotable = scope.isEmpty()
                && !Boolean.FALSE.equals(flags.isFlagged())
                && NotableFlags.isAnyFlagged(releases.dataset());
        Vintage chosenVintage = new Vintage(chosenDate, scope.orElse(null), onlyNotable);
        List<String> warnings = new ArrayList<>(files.warnings());
        warnings.addAll(warningsWithoutVintage(rowsPerVintage.withoutDate(), areRejectsRead));
        if (onlyNotable) {
            warnings.addAll(NotableFlags.onlyNotableWarnings(input, List.of(chosenVintage)));
            warnings.addAll(flags.warnings(files.folder()));
        }
        return new Result(
                chosenVintage,
                List.of(),
                releases,
                areRejectsRead ? rejectsWithoutFolders(spark, files, rowsPerVintage.withoutDate()) : null,
                rowsPerVintage.withoutDate(),
                files.paths(),
                files.unusableFiles(),
                List.copyOf(warnings));
    }

    /** The requested date, or else the newest in the vintage column. Without that column, a date must be requested. */
    private LocalDate choose(VintageColumn.Counts rowsPerVintage) {
        Set<LocalDate> vintages = rowsPerVintage.ofDates().keySet();
        if (vintages.isEmpty() && rowsPerVintage.withoutDate() > 0) {
            throw UserException.input("input " + input + ": column '" + VintageColumn.KEY
                    + "' has no date of the form YYYY-MM-DD in any row (" + rowsPerVintage.withoutDate() + " read)");
        }
        if (vintages.isEmpty()) {
            return vintage.orElseThrow(() -> UserException.input("input " + input + " has no "
                    + VintageFolders.PARTITION + "YYYY-MM-DD folders: give the date of its data with --vintage"));
        }
        LocalDate chosenDate = vintage.orElseGet(() -> Collections.max(vintages));
        if (!vintages.contains(chosenDate)) {
            List<String> dates =
                    vintages.stream().sorted().map(LocalDate::toString).toList();
            throw UserException.usage("input " + input + " has no vintage " + chosenDate + "; it has "
                    + String.join(", ", dates) + NearMiss.question(chosenDate, vintages));
        }
        return chosenDate;
    }

    /** A warning about rows without a vintage, if there are any. */
    private List<String> warningsWithoutVintage(long rows, boolean areRejectsRead) {
        return rows == 0
                ? List.of()
                : List.of("input " + input + ": " + rows
                        + (rows == 1 ? " row has" : " rows have") + " no vintage, because the column '"
                        + VintageColumn.KEY + "' has no date there: left out"
                        + (areRejectsRead ? ", and listed in the table rejects" : ""));
    }

    private @Nullable Dataset<Row> rejectsWithoutFolders(
            SparkAccess spark, ReleaseFiles files, long rowsWithoutVintage) {
        Dataset<Row> rejects = earlyRejects(spark, files, files.folder());
        if (rowsWithoutVintage == 0) {
            return rejects;
        }
        Dataset<Row> withoutVintage = files.rejectsWithoutVintage();
        return rejects == null ? withoutVintage : rejects.unionByName(withoutVintage);
    }

    private @Nullable Dataset<Row> earlyRejects(SparkAccess spark, ReleaseFiles files, Path dataset) {
        return EarlyRejects.of(spark.session(), dataset, files.folder().getName(), files.unusableFiles(), localBytes);
    }

    private ReleaseFiles files(SparkAccess spark, Path fileOrFolder) {
        return ReleaseFiles.of(spark, mapping, badFiles, localBytes, InputFiles.require(spark.hadoop(), fileOrFolder));
    }
}
