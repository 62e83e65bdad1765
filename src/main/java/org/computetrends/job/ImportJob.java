package org.computetrends.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.UserException;
import org.computetrends.domain.VintageScope;
import org.computetrends.ingest.CsvReleaseReader;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.ingest.ScopeDetector;
import org.computetrends.ingest.TextEncoding;
import org.computetrends.ingest.VintageFolders;
import org.computetrends.publish.ImportedVintagePublisher;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.RejectsTable;

/**
 * Imports a published CSV file as a vintage of a canonical dataset.
 *
 * @param config the settings, of which {@code mapping} is used
 */
public record ImportJob(SparkSession session, TrendConfig config) {
    private static final int MOST_EXAMPLES = 20;

    /**
     * What was imported.
     *
     * @param rows releases imported: every row of the file
     * @param scope the scope of the vintage, such as notable releases only, and how the scope was determined
     * @param folder the folder of the vintage in the dataset
     * @param isReplaced whether the dataset had that folder already
     * @param unreadableCells the number of cells that could not be read, and are null in the dataset
     * @param examples the first unreadable cells, a sentence each
     * @param warnings sentences about unknown, missing or doubly read columns, contradictions to the vintage's date or
     *     scope, and other folders of the dataset with the same date
     */
    public record Result(
            long rows,
            ScopeDetector.DetectedScope scope,
            String folder,
            boolean isReplaced,
            long unreadableCells,
            List<String> examples,
            List<String> warnings) {}

    /**
     * Imports a file as a vintage.
     *
     * @param vintage the as-of date: the file contains what was known by this day
     * @param statedScope the scope stated by the user; if empty, the scope is found from columns and content
     * @param dataset the dataset's folder, created if missing
     * @throws UserException when the file cannot be used, or its scope cannot be determined
     */
    public Result run(
            String file, TextEncoding encoding, LocalDate vintage, Optional<VintageScope> statedScope, String dataset) {
        CsvReleaseReader.Result csv =
                new CsvReleaseReader(config.mapping(), config.cells(), encoding).read(session, file);
        Dataset<Row> releases = csv.releases().persist(StorageLevel.MEMORY_AND_DISK());
        long rows = releases.count();
        if (rows == 0) {
            throw UserException.input(file + " contains no rows");
        }
        Dataset<Row> rejects = csv.rejects().persist(StorageLevel.MEMORY_AND_DISK());
        requireClosedQuotes(file, rejects);
        Optional<ScopeDetector.DetectedScope> foundScope = config.scopes().detect(csv.columns(), releases);
        ScopeDetector.DetectedScope scope = scope(file, statedScope, foundScope);
        VintageFolders folders = VintageFolders.ofOrNone(session, dataset);
        String folder = folders.folderFor(vintage, scope.scope());
        boolean isReplaced = folders.folders().stream()
                .anyMatch(other -> other.path().getName().equals(folder));
        new ImportedVintagePublisher(session, dataset)
                .publish(
                        folder,
                        scope.scope(),
                        withNotableFlags(releases, foundScope),
                        rejects,
                        ReleaseReader.IMPORT_REJECTS);
        List<String> warnings = new ArrayList<>(csv.warnings());
        foundScope
                .filter(found -> found.scope() != scope.scope())
                .ifPresent(found ->
                        warnings.add(file + " looks like scope " + found.scope().id() + " (" + found.reason()
                                + "), and is imported as " + scope.scope().id()));
        folders.folders().stream()
                .filter(other -> other.vintage().date().equals(vintage)
                        && !other.path().getName().equals(folder))
                .forEach(other -> warnings.add(dataset + " has this date in "
                        + other.path().getName() + " too: remove that folder if this import is to replace it"));
        lateReleasesWarning(file, vintage, releases).ifPresent(warnings::add);
        return new Result(rows, scope, folder, isReplaced, rejects.count(), examples(rejects), warnings);
    }

    private static Optional<String> lateReleasesWarning(String file, LocalDate vintage, Dataset<Row> releases) {
        long lateReleases = releases.filter(col(CanonicalRelease.PUBLISHED_ON).gt(lit(vintage)))
                .count();
        return lateReleases == 0
                ? Optional.empty()
                : Optional.of(file + ": " + lateReleases + (lateReleases == 1 ? " release is" : " releases are")
                        + " dated after the vintage's date " + vintage
                        + ", and runs will reject them: does the file contain later knowledge than that day?");
    }

    /**
     * Marks releases without a flag as not notable, if the source flags notable releases and lists others too. For any
     * other source, a missing flag stays null, because it is unknown whether the release is notable.
     *
     * @param foundScope {@link VintageScope#ALL} if the source lists flagged releases and others
     */
    private static Dataset<Row> withNotableFlags(
            Dataset<Row> releases, Optional<ScopeDetector.DetectedScope> foundScope) {
        boolean areSomeFlagged = foundScope.stream().anyMatch(found -> found.scope() == VintageScope.ALL);
        return areSomeFlagged
                ? releases.withColumn(CanonicalRelease.NOTABLE, coalesce(col(CanonicalRelease.NOTABLE), lit(false)))
                : releases;
    }

    /** Requires that the file does not end inside a quoted cell. */
    private static void requireClosedQuotes(String file, Dataset<Row> rejects) {
        List<Row> unclosed = rejects.select(RejectsTable.MESSAGE)
                .filter(CsvReleaseReader.isUnclosed())
                .takeAsList(1);
        if (!unclosed.isEmpty()) {
            throw UserException.input(file + ": " + unclosed.get(0).getString(0));
        }
    }

    private static ScopeDetector.DetectedScope scope(
            String file, Optional<VintageScope> statedScope, Optional<ScopeDetector.DetectedScope> foundScope) {
        return statedScope
                .map(stated -> new ScopeDetector.DetectedScope(stated, "as --scope says"))
                .or(() -> foundScope)
                .orElseThrow(
                        () -> UserException.usage(file + ": its columns and content do not decide what it lists: say"
                                + " with --scope whether that is " + String.join(", ", VintageScope.ids())));
    }

    private static List<String> examples(Dataset<Row> rejects) {
        return rejects
                .orderBy(RejectsTable.SOURCE_ROW, RejectsTable.COLUMN_NAME)
                .select(RejectsTable.MESSAGE, RejectsTable.VALUE)
                .takeAsList(MOST_EXAMPLES)
                .stream()
                .map(row -> row.getString(0) + ": " + row.getString(1))
                .toList();
    }
}
