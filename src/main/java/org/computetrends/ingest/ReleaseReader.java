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
import org.computetrends.table.ReadRelease;
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
 * @param scope the scope of the vintages to choose from; the comparable ones if empty
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
     * @param rows the canonical columns, then {@code source_file} and the columns of {@link ReadRelease};
     *     {@code source_row} is never null
     * @param importRejects rows of the rejects table from before curation: unreadable cells of an import, skipped
     *     files, and rows without a vintage; null if there are none, or if they were not requested
     * @param rowsWithoutVintage the number of rows without a date in the vintage column; each has a row in
     *     {@code importRejects}, if these were requested
     * @param files the paths of the files read
     * @param warnings messages about files, columns and rows that are not read, about missing columns, and
     *     about vintages of which only notable releases are analysed
     */
    public record Result(
            Vintage vintage,
            List<VintageFolders.Folder> otherFolders,
            ReleaseRows rows,
            @Nullable Dataset<Row> importRejects,
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
     * Reads the vintage without the rejects of its import.
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
        List<VintageFolders.Folder> series = folders.series(scope, folder -> isFlagged(spark, folder, flagsByFolder));
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

    /** Whether a vintage flags any release as notable. Adds the vintage's flags to the map, for warnings. */
    private boolean isFlagged(SparkAccess spark, VintageFolders.Folder folder, Map<Path, NotableFlags> flagsByFolder) {
        NotableFlags flags = NotableFlags.of(spark.hadoop(), mapping, folder.path());
        flagsByFolder.put(folder.path(), flags);
        Boolean isFlagged = flags.isFlagged();
        return isFlagged != null
                ? isFlagged
                : NotableFlags.isAnyFlagged(files(spark, folder.path()).rows().dataset());
    }

    /** Reads another vintage of a dataset that has vintage folders, without the rejects of its import. */
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
        Dataset<Row> rejects =
                areRejectsRead ? importRejects(spark, files, folder.path().getParent()) : null;
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
                rejects,
                0,
                files.paths(),
                files.badFiles(),
                List.copyOf(warnings));
    }

    /** Reads a file, or a folder without vintage folders. */
    private Result readWithoutFolders(SparkAccess spark, boolean areRejectsRead) {
        ReleaseFiles files = files(spark, InputFiles.path(input));
        if (scope.isPresent() && scope.get() != VintageScope.ALL) {
            throw UserException.usage("input " + input + " records no scope, so --scope "
                    + scope.get().id() + " selects nothing: leave it out, or use --scope all");
        }
        VintageColumn.Counts rows =
                files.hasVintages() ? files.rowsPerVintage() : new VintageColumn.Counts(Map.of(), 0);
        long withoutDate = rows.withoutDate();
        if (rows.ofDates().isEmpty() && withoutDate > 0) {
            throw UserException.input("input " + input + ": column '" + VintageColumn.KEY
                    + "' has no date of the form YYYY-MM-DD in any row (" + withoutDate + " read)");
        }
        LocalDate chosenDate = choose(rows.ofDates().keySet());
        ReleaseRows releases = files.hasVintages() ? files.rowsOfVintage(chosenDate) : files.rows();
        NotableFlags flags = NotableFlags.of(spark.hadoop(), mapping, files.folder());
        // Footers cover all vintages of a file. Unless they exclude any flag, the rows of the chosen one are checked.
        boolean onlyNotable = scope.isEmpty()
                && !Boolean.FALSE.equals(flags.isFlagged())
                && NotableFlags.isAnyFlagged(releases.dataset());
        Vintage chosenVintage = new Vintage(chosenDate, scope.orElse(null), onlyNotable);
        Dataset<Row> rejects = areRejectsRead ? importRejects(spark, files, files.folder()) : null;
        if (areRejectsRead && withoutDate > 0) {
            Dataset<Row> withoutVintage = files.rejectsWithoutVintage();
            rejects = rejects == null ? withoutVintage : rejects.unionByName(withoutVintage);
        }
        List<String> warnings = new ArrayList<>(files.warnings());
        if (withoutDate > 0) {
            warnings.add("input " + input + ": " + withoutDate
                    + (withoutDate == 1 ? " row has" : " rows have") + " no vintage, because the column '"
                    + VintageColumn.KEY + "' has no date there: left out"
                    + (areRejectsRead ? ", and listed in the table rejects" : ""));
        }
        if (onlyNotable) {
            warnings.addAll(NotableFlags.onlyNotableWarnings(input, List.of(chosenVintage)));
            warnings.addAll(flags.warnings(files.folder()));
        }
        return new Result(
                chosenVintage,
                List.of(),
                releases,
                rejects,
                withoutDate,
                files.paths(),
                files.badFiles(),
                List.copyOf(warnings));
    }

    private @Nullable Dataset<Row> importRejects(SparkAccess spark, ReleaseFiles files, Path dataset) {
        return ImportRejects.of(spark.session(), dataset, files.folder().getName(), files.badFiles(), localBytes);
    }

    /** The requested date, or else the newest in the vintage column. Without that column, a date must be requested. */
    private LocalDate choose(Set<LocalDate> vintages) {
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

    private ReleaseFiles files(SparkAccess spark, Path fileOrFolder) {
        return ReleaseFiles.of(spark, mapping, badFiles, localBytes, InputFiles.require(spark.hadoop(), fileOrFolder));
    }
}
