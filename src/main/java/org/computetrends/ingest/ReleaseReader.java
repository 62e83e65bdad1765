package org.computetrends.ingest;

import java.time.LocalDate;
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
 * <p>The dataset is a folder with one folder for each vintage (see {@link VintageFolders}); or a single file or folder
 * without such folders, which is taken whole as the vintage that the run names. Columns may have canonical names or any
 * that the mapping knows. Numbers may be of any numeric type; other types must be the schema's.
 *
 * @param input a path that Hadoop's file systems understand
 * @param vintage which vintage to read; the newest when empty
 * @param scope the scope of the vintages to choose from; the comparable ones when empty
 * @param mapping which column is which field
 * @param badFiles what becomes of files that cannot be used: see {@link FileInspector}
 * @param localBytes the size of a vintage's files up to which this process reads them itself
 */
public record ReleaseReader(
        String input,
        Optional<LocalDate> vintage,
        Optional<VintageScope> scope,
        ColumnMapping mapping,
        BadFiles badFiles,
        long localBytes) {

    /** The folder beside the vintages that holds what an import could not read; Spark overlooks its underscore. */
    public static final String IMPORT_REJECTS = "_rejects";

    /**
     * What was read.
     *
     * @param vintage the vintage
     * @param others the other vintages of the series that the dataset has folders of, in order of date
     * @param rows the canonical columns, then {@code source_file} and those of {@link ReadRelease}; {@code source_row}
     *     is never null
     * @param toldRejects rows of the rejects table for what curation never sees: cells that an import could not read,
     *     files that were left out, and rows that are of no vintage; null when there are none
     * @param rowsWithoutVintage rows that are of no vintage, where a column has it; they are among those rejects
     * @param files the files read, as the file system names them
     * @param skipped the files left out
     * @param warnings a sentence for each file left out, for each column that is unknown, missing or read twice, and where not
     *     all releases of a vintage are analysed and the dataset does not say so itself
     */
    public record Result(
            Vintage vintage,
            List<VintageFolders.Folder> others,
            ReleaseRows rows,
            @Nullable Dataset<Row> toldRejects,
            long rowsWithoutVintage,
            List<String> files,
            List<SkippedFile> skipped,
            List<String> warnings) {

        /** The vintage's as-of date. */
        public LocalDate date() {
            return vintage.date();
        }

        /** The rows as Spark holds them. */
        public Dataset<Row> releases() {
            return rows.dataset();
        }

        private Result warned(List<String> more) {
            return new Result(
                    vintage,
                    others,
                    rows,
                    toldRejects,
                    rowsWithoutVintage,
                    files,
                    skipped,
                    Stream.concat(warnings.stream(), more.stream()).toList());
        }

        /** The names of the files left out. */
        public List<String> skippedFiles() {
            return skipped.stream().map(SkippedFile::file).toList();
        }
    }

    /**
     * Reads the vintage.
     *
     * @param session the session to read with
     * @throws UserException when the input or the vintage is not there, is not Parquet, lacks a required column, or
     *     has a column of a wrong type
     */
    public Result read(SparkSession session) {
        return read(SparkAccess.of(session), true);
    }

    /**
     * Reads the vintage but not what an import of it could not read.
     *
     * @throws SparkAccess.NotStarted where only Spark can read it and no session is started
     * @throws UserException as {@link #read(SparkSession)}
     */
    public Result readRows(SparkAccess spark) {
        return read(spark, false);
    }

    private Result read(SparkAccess spark, boolean areRejectsRead) {
        VintageFolders folders = VintageFolders.of(spark.hadoop(), input);
        if (folders.folders().isEmpty()) {
            return readWhole(spark, areRejectsRead);
        }
        Map<Path, NotableFlags> flags = new HashMap<>();
        List<VintageFolders.Folder> series = folders.series(scope, folder -> isFlagged(spark, folder, flags));
        VintageFolders.Folder chosen = folders.choose(series, scope, vintage);
        List<VintageFolders.Folder> others =
                series.stream().filter(folder -> !folder.equals(chosen)).toList();
        return read(spark, chosen, others, areRejectsRead)
                .warned(folders.warnings())
                .warned(NotableFlags.cuts(
                        input,
                        series.stream().map(VintageFolders.Folder::vintage).toList()))
                .warned(series.stream()
                        .filter(folder -> folder.vintage().onlyNotable())
                        .flatMap(folder ->
                                Objects.requireNonNull(flags.get(folder.path())).warnings(folder.path()))
                        .toList());
    }

    /** Whether a vintage flags any release as notable; what its footers say is kept. */
    private boolean isFlagged(SparkAccess spark, VintageFolders.Folder folder, Map<Path, NotableFlags> flags) {
        NotableFlags found = NotableFlags.of(spark.hadoop(), mapping, folder.path());
        flags.put(folder.path(), found);
        Boolean known = found.isFlagged();
        return known != null
                ? known
                : NotableFlags.areIn(read(spark, folder, List.of(), false).releases());
    }

    /** Reads another vintage of a dataset that has a folder for each; what an import of it could not read is left aside. */
    public Result read(SparkSession session, VintageFolders.Folder folder) {
        return read(SparkAccess.of(session), folder, List.of(), false);
    }

    private Result read(
            SparkAccess spark,
            VintageFolders.Folder folder,
            List<VintageFolders.Folder> others,
            boolean areRejectsRead) {
        ReleaseFiles files = files(spark, InputPaths.require(spark.hadoop(), folder.path()));
        Dataset<Row> rejects =
                areRejectsRead ? toldRejects(spark, files, folder.path().getParent()) : null;
        Result result = result(files, folder.vintage(), others, files.rows(folder.vintage()), rejects, 0);
        return files.hasVintages()
                ? result.warned(List.of("input " + folder.path() + ": column '" + VintageColumn.KEY
                        + "' is not read, because the folder's name has the vintage"))
                : result;
    }

    /** Reads a dataset without folders for vintages. */
    private Result readWhole(SparkAccess spark, boolean areRejectsRead) {
        FileStatus root = InputPaths.require(spark.hadoop(), InputPaths.path(input));
        ReleaseFiles files = files(spark, root);
        if (scope.isPresent() && scope.get() != VintageScope.ALL) {
            throw UserException.usage("input " + input + " records no scope, so --scope "
                    + scope.get().id() + " selects nothing of it: leave it out, or say --scope all");
        }
        VintageColumn.Counts rows = files.hasVintages() ? files.vintages() : new VintageColumn.Counts(Map.of(), 0);
        if (rows.ofDates().isEmpty() && rows.withoutDate() > 0) {
            throw UserException.input("input " + input + ": column '" + VintageColumn.KEY
                    + "' has no date of the form YYYY-MM-DD in any row (" + rows.withoutDate() + " read)");
        }
        LocalDate chosen = choose(rows.ofDates().keySet());
        Vintage whole = new Vintage(chosen, scope.orElse(null), false);
        Result all = ofWhole(spark, files, whole, rows.withoutDate(), areRejectsRead);
        NotableFlags flags = NotableFlags.of(spark.hadoop(), mapping, root.getPath());
        // Footers speak of all vintages of a file.
        if (scope.isPresent() || Boolean.FALSE.equals(flags.isFlagged()) || !NotableFlags.areIn(all.releases())) {
            return all;
        }
        Vintage cut = new Vintage(chosen, null, true);
        return ofWhole(spark, files, cut, rows.withoutDate(), areRejectsRead)
                .warned(NotableFlags.cuts(input, List.of(cut)))
                .warned(flags.warnings(root.getPath()).toList());
    }

    private Result ofWhole(
            SparkAccess spark, ReleaseFiles files, Vintage vintage, long withoutVintage, boolean areRejectsRead) {
        ReleaseRows rows = files.hasVintages() ? files.rowsOfColumn(vintage) : files.rows(vintage);
        Dataset<Row> told = areRejectsRead ? toldRejects(spark, files, files.folder()) : null;
        if (withoutVintage == 0 || !areRejectsRead) {
            return result(files, vintage, List.of(), rows, told, 0);
        }
        Dataset<Row> without = files.rejectsWithoutVintage(vintage);
        Dataset<Row> rejects = told == null ? without : told.unionByName(without);
        return result(files, vintage, List.of(), rows, rejects, withoutVintage)
                .warned(List.of("input " + input + ": " + withoutVintage
                        + (withoutVintage == 1 ? " row is" : " rows are") + " of no vintage, since the column '"
                        + VintageColumn.KEY + "' has no date there: left out, and listed in the table rejects"));
    }

    private @Nullable Dataset<Row> toldRejects(SparkAccess spark, ReleaseFiles files, Path dataset) {
        return ImportRejects.of(spark.session(), dataset, files.folder().getName(), files.bad(), localBytes);
    }

    private static Result result(
            ReleaseFiles files,
            Vintage vintage,
            List<VintageFolders.Folder> others,
            ReleaseRows rows,
            @Nullable Dataset<Row> toldRejects,
            long rowsWithoutVintage) {
        return new Result(
                vintage, others, rows, toldRejects, rowsWithoutVintage, files.names(), files.bad(), files.warnings());
    }

    private LocalDate choose(Set<LocalDate> vintages) {
        if (vintages.isEmpty()) {
            return vintage.orElseThrow(() -> UserException.input("input " + input + " has no "
                    + VintageFolders.PARTITION + "YYYY-MM-DD folders: say with --vintage which date its data are of"));
        }
        LocalDate chosen = vintage.orElseGet(() -> java.util.Collections.max(vintages));
        if (!vintages.contains(chosen)) {
            List<String> dates =
                    vintages.stream().sorted().map(LocalDate::toString).toList();
            throw UserException.usage("input " + input + " has no vintage " + chosen + "; it has "
                    + String.join(", ", dates) + NearMiss.question(chosen.toString(), dates));
        }
        return chosen;
    }

    private ReleaseFiles files(SparkAccess spark, FileStatus root) {
        return ReleaseFiles.of(spark, mapping, badFiles, localBytes, root);
    }
}
