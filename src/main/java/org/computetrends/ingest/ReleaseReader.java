package org.computetrends.ingest;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
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
 * <p>The dataset is a folder with one folder per vintage (see {@link VintageFolders}). Other inputs are a single file,
 * or a folder without vintage folders. If such files have a column {@code vintage}, the rows of one date in it are
 * read. Otherwise all rows are read, as the vintage that the run names.
 *
 * <p>Columns may have canonical names or any that the mapping has. Numbers may have any numeric type, and dates may be
 * timestamps. Other types must be the types of the schema.
 *
 * @param input a path on any file system that Hadoop supports
 * @param vintage the vintage to read. If empty, the newest; required if the input names no vintages
 * @param scope the scope of the vintages to choose from; the comparable ones if empty
 * @param badFiles what to do about unusable files: see {@link FileInspector}
 * @param localBytes the maximum size of a vintage's files that this process reads itself
 */
public record ReleaseReader(
        String input,
        Optional<LocalDate> vintage,
        Optional<VintageScope> scope,
        ColumnMapping mapping,
        BadFiles badFiles,
        long localBytes) {

    /**
     * The folder with the rejects of imports, next to the vintages; Spark ignores names that begin with an
     * underscore.
     */
    public static final String IMPORT_REJECTS = "_rejects";

    /**
     * The result of a read.
     *
     * @param otherFolders the other vintages of the series in the dataset's folders, by date
     * @param rows the canonical columns, then {@code source_file} and the columns of {@link ReadRelease}; {@code source_row}
     *     is never null
     * @param importRejects rows of the rejects table found before curation: unreadable cells of an import, skipped
     *     files, and rows without a vintage; null if there are none, or if they are not read
     * @param rowsWithoutVintage the number of rows without a date in the vintage column; each is one of {@code
     *     importRejects}
     * @param warnings a message for each skipped file, for each column that is unknown, missing or ambiguous, and for a
     *     vintage that is analysed only in part without a recorded scope
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

        private Result withWarnings(List<String> moreWarnings) {
            return new Result(
                    vintage,
                    otherFolders,
                    rows,
                    importRejects,
                    rowsWithoutVintage,
                    files,
                    skipped,
                    Stream.concat(warnings.stream(), moreWarnings.stream()).toList());
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
     * @throws SparkAccess.NotStarted when only Spark can read it and no session is started
     * @throws UserException as {@link #read(SparkSession)}
     */
    public Result readRows(SparkAccess spark) {
        return read(spark, /* areRejectsRead= */ false);
    }

    private Result read(SparkAccess spark, boolean areRejectsRead) {
        VintageFolders folders = VintageFolders.of(spark.hadoop(), input);
        if (folders.folders().isEmpty()) {
            return readWhole(spark, areRejectsRead);
        }
        Map<Path, NotableFlags> flags = new HashMap<>();
        List<VintageFolders.Folder> series = folders.series(scope, folder -> isFlagged(spark, folder, flags));
        VintageFolders.Folder chosenFolder = folders.choose(series, scope, vintage);
        List<VintageFolders.Folder> otherFolders =
                series.stream().filter(folder -> !folder.equals(chosenFolder)).toList();
        return read(spark, chosenFolder, otherFolders, areRejectsRead)
                .withWarnings(folders.warnings())
                .withWarnings(NotableFlags.cutWarnings(
                        input,
                        series.stream().map(VintageFolders.Folder::vintage).toList()))
                .withWarnings(series.stream()
                        .filter(folder -> folder.vintage().onlyNotable())
                        .flatMap(folder ->
                                Objects.requireNonNull(flags.get(folder.path())).warnings(folder.path()))
                        .toList());
    }

    /** Whether a vintage flags any release as notable. Its flags are added to {@code flags}, for warnings. */
    private boolean isFlagged(SparkAccess spark, VintageFolders.Folder folder, Map<Path, NotableFlags> flags) {
        NotableFlags foundFlags = NotableFlags.of(spark.hadoop(), mapping, folder.path());
        flags.put(folder.path(), foundFlags);
        Boolean isFlagged = foundFlags.isFlagged();
        return isFlagged != null
                ? isFlagged
                : NotableFlags.areIn(read(spark, folder, List.of(), /* areRejectsRead= */ false)
                        .releases());
    }

    /** Reads another vintage of a dataset that has vintage folders, without the rejects of its import. */
    public Result read(SparkSession session, VintageFolders.Folder folder) {
        return read(SparkAccess.of(session), folder, List.of(), /* areRejectsRead= */ false);
    }

    private Result read(
            SparkAccess spark,
            VintageFolders.Folder folder,
            List<VintageFolders.Folder> otherFolders,
            boolean areRejectsRead) {
        ReleaseFiles files = files(spark, InputPaths.require(spark.hadoop(), folder.path()));
        Dataset<Row> rejects =
                areRejectsRead ? importRejects(spark, files, folder.path().getParent()) : null;
        Result result = result(files, folder.vintage(), otherFolders, files.rows(), rejects, 0);
        return files.hasVintages()
                ? result.withWarnings(List.of("input " + folder.path() + ": column '" + VintageColumn.KEY
                        + "' is not read, because the folder's name gives the vintage"))
                : result;
    }

    private Result readWhole(SparkAccess spark, boolean areRejectsRead) {
        FileStatus root = InputPaths.require(spark.hadoop(), InputPaths.path(input));
        ReleaseFiles files = files(spark, root);
        if (scope.isPresent() && scope.get() != VintageScope.ALL) {
            throw UserException.usage("input " + input + " records no scope, so --scope "
                    + scope.get().id() + " selects nothing: leave it out, or use --scope all");
        }
        VintageColumn.Counts rows = files.hasVintages() ? files.vintages() : new VintageColumn.Counts(Map.of(), 0);
        if (rows.ofDates().isEmpty() && rows.withoutDate() > 0) {
            throw UserException.input("input " + input + ": column '" + VintageColumn.KEY
                    + "' has no date of the form YYYY-MM-DD in any row (" + rows.withoutDate() + " read)");
        }
        LocalDate chosenDate = choose(rows.ofDates().keySet());
        ReleaseRows releases = files.hasVintages() ? files.rowsOf(chosenDate) : files.rows();
        NotableFlags flags = NotableFlags.of(spark.hadoop(), mapping, root.getPath());
        // Footers cover all vintages of a file, so the rows of this one may have to be read.
        boolean onlyNotable =
                scope.isEmpty() && !Boolean.FALSE.equals(flags.isFlagged()) && NotableFlags.areIn(releases.dataset());
        Vintage chosenVintage = new Vintage(chosenDate, scope.orElse(null), onlyNotable);
        Result result = ofWhole(spark, files, chosenVintage, releases, rows.withoutDate(), areRejectsRead);
        return onlyNotable
                ? result.withWarnings(NotableFlags.cutWarnings(input, List.of(chosenVintage)))
                        .withWarnings(flags.warnings(root.getPath()).toList())
                : result;
    }

    private Result ofWhole(
            SparkAccess spark,
            ReleaseFiles files,
            Vintage vintage,
            ReleaseRows rows,
            long withoutVintage,
            boolean areRejectsRead) {
        Dataset<Row> rejectsOfImport = areRejectsRead ? importRejects(spark, files, files.folder()) : null;
        if (withoutVintage == 0) {
            return result(files, vintage, List.of(), rows, rejectsOfImport, 0);
        }
        Dataset<Row> without = areRejectsRead ? files.rejectsWithoutVintage() : null;
        Dataset<Row> rejects =
                rejectsOfImport == null || without == null ? without : rejectsOfImport.unionByName(without);
        return result(files, vintage, List.of(), rows, rejects, withoutVintage)
                .withWarnings(List.of("input " + input + ": " + withoutVintage
                        + (withoutVintage == 1 ? " row has" : " rows have") + " no vintage, because the column '"
                        + VintageColumn.KEY + "' has no date there: left out"
                        + (areRejectsRead ? ", and listed in the table rejects" : "")));
    }

    private @Nullable Dataset<Row> importRejects(SparkAccess spark, ReleaseFiles files, Path dataset) {
        return ImportRejects.of(spark.session(), dataset, files.folder().getName(), files.badFiles(), localBytes);
    }

    private static Result result(
            ReleaseFiles files,
            Vintage vintage,
            List<VintageFolders.Folder> otherFolders,
            ReleaseRows rows,
            @Nullable Dataset<Row> importRejects,
            long rowsWithoutVintage) {
        return new Result(
                vintage,
                otherFolders,
                rows,
                importRejects,
                rowsWithoutVintage,
                files.names(),
                files.badFiles(),
                files.warnings());
    }

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

    private ReleaseFiles files(SparkAccess spark, FileStatus root) {
        return ReleaseFiles.of(spark, mapping, badFiles, localBytes, root);
    }
}
