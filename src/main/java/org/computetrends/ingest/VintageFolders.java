package org.computetrends.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.IsoDate;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.UserException;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.VintageScope;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The vintage folders of a dataset, {@code vintage=YYYY-MM-DD} or {@code vintage=YYYY-MM-DD.SCOPE}, from which a run
 * chooses. The scope of a folder is in its file {@code _scope}, which an import writes. Without this file, the scope is
 * in the folder's name, or is unknown.
 *
 * @param input the dataset, for messages
 * @param folders the vintages, by date, then by scope with unknown scopes last
 * @param unread the names of the dataset's other files and folders, which are not read, except hidden ones
 */
public record VintageFolders(String input, List<Folder> folders, List<String> unread) {

    static final String PARTITION = Table.VINTAGE.name() + "=";

    /** The maximum number of files and folders in the warning about unread ones. */
    private static final int NAMES_SHOWN = 5;

    public VintageFolders {
        folders = List.copyOf(folders);
        unread = List.copyOf(unread);
    }

    /**
     * A vintage's folder.
     *
     * @param vintage the date and scope, and whether the run analyses only notable releases
     */
    public record Folder(Path path, Vintage vintage) {}

    /**
     * Lists the vintages of a dataset, or the single one if the input itself is a vintage folder. The list is empty for
     * a file, and for any other folder without vintage folders.
     *
     * @throws UserException when the input is missing, when the name or scope of a vintage folder is invalid, or when
     *     two have the same date and scope
     */
    public static VintageFolders of(Configuration hadoop, String input) {
        FileStatus root = InputFiles.require(hadoop, InputFiles.path(input));
        List<Folder> folders = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        if (root.isDirectory()) {
            for (FileStatus child : InputFiles.list(hadoop, root.getPath())) {
                if (child.isDirectory() && child.getPath().getName().startsWith(PARTITION)) {
                    folders.add(folder(hadoop, child.getPath(), input));
                } else if (DataFiles.isData(child.getPath().getName())) {
                    unread.add(child.getPath().getName());
                }
            }
            if (folders.isEmpty() && root.getPath().getName().startsWith(PARTITION)) {
                folders.add(folder(hadoop, root.getPath(), input));
                unread.clear();
            }
        }
        folders.sort(Comparator.comparing((Folder folder) -> folder.vintage().date())
                .thenComparing(
                        folder -> folder.vintage().listedScope(), Comparator.nullsLast(Comparator.naturalOrder())));
        for (int i = 1; i < folders.size(); i++) {
            if (folders.get(i).vintage().equals(folders.get(i - 1).vintage())) {
                throw UserException.input("input " + input + ": the folders "
                        + folders.get(i - 1).path().getName() + " and "
                        + folders.get(i).path().getName() + " have the same date and scope");
            }
        }
        return new VintageFolders(input, folders, unread);
    }

    /** Lists the vintages of a dataset; empty if it does not exist yet. */
    public static VintageFolders ofOrNone(SparkSession session, String dataset) {
        Path path = InputFiles.path(dataset);
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        return InputFiles.exists(hadoop, path)
                ? of(hadoop, dataset)
                : new VintageFolders(dataset, List.of(), List.of());
    }

    /** A warning about files and folders that are not read, if there are any. */
    List<String> warnings() {
        int unnamed = unread.size() - NAMES_SHOWN;
        return unread.isEmpty()
                ? List.of()
                : List.of("input " + input + ": these are not read, because they are in no folder " + PARTITION
                        + "YYYY-MM-DD: "
                        + unread.stream().sorted().limit(NAMES_SHOWN).collect(Collectors.joining(", "))
                        + (unnamed > 0 ? " and " + unnamed + " more" : ""));
    }

    /** A vintage folder, inside a dataset or given directly. */
    private static Folder folder(Configuration hadoop, Path path, String input) {
        VintageScope recordedScope = recordedScope(hadoop, path);
        String[] dateAndScope = path.getName().substring(PARTITION.length()).split("\\.", 2);
        try {
            LocalDate date = IsoDate.parse(dateAndScope[0]);
            VintageScope scopeInName = dateAndScope.length == 1
                    ? null
                    : VintageScope.of(dateAndScope[1]).orElseThrow();
            return new Folder(
                    path,
                    new Vintage(date, recordedScope == null ? scopeInName : recordedScope, /* onlyNotable= */ false));
        } catch (DateTimeException | NoSuchElementException e) {
            throw UserException.input(
                    "input " + input + ": folder " + path.getName() + " should be " + PARTITION + "YYYY-MM-DD or "
                            + PARTITION + "YYYY-MM-DD.SCOPE with a scope of " + String.join(", ", VintageScope.ids()),
                    e);
        }
    }

    /** The scope in the file that an import writes; null if there is none. */
    private static @Nullable VintageScope recordedScope(Configuration hadoop, Path folder) {
        Path file = new Path(folder, VintageScope.FILE);
        if (!InputFiles.exists(hadoop, file)) {
            return null;
        }
        try (FSDataInputStream stream = InputFiles.fileSystem(hadoop, file).open(file)) {
            String id = new String(stream.readAllBytes(), StandardCharsets.UTF_8).trim();
            return VintageScope.of(id)
                    .orElseThrow(() -> UserException.input(file + " has '" + id + "': a scope must be one of "
                            + String.join(", ", VintageScope.ids())));
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }

    /**
     * The series of vintages that a run can read: one per date, in the order of dates. If a date has several vintages,
     * the first in the order of {@link VintageScope} is used.
     *
     * <p>If a scope is requested, vintages of that scope are used. A vintage without a scope counts as {@code all}. If
     * no scope is requested, all vintages except {@code large-scale} are used. Releases of large-scale lists are
     * selected by value, so their trends are not comparable. If a vintage of scope {@code all} or of unknown scope flags
     * notable releases, only these are analysed.
     *
     * @param scope the requested scope
     * @param hasNotableFlags whether a folder flags any release as notable. Called only if no scope is requested, and
     *     only for vintages of scope {@code all} or without a scope
     */
    List<Folder> series(Optional<VintageScope> scope, Predicate<Folder> hasNotableFlags) {
        TreeMap<LocalDate, Folder> byDate = new TreeMap<>();
        for (Folder folder : folders) { // sorted by date, then scope; a folder without a scope is the last of its date
            LocalDate date = folder.vintage().date();
            VintageScope listedScope = folder.vintage().listedScope();
            boolean mayListAll = listedScope == null || listedScope == VintageScope.ALL;
            boolean isWanted = scope.map(wanted -> wanted == listedScope || (wanted == VintageScope.ALL && mayListAll))
                    .orElse(listedScope != VintageScope.LARGE_SCALE);
            if (isWanted && !byDate.containsKey(date)) {
                boolean onlyNotable = scope.isEmpty() && mayListAll && hasNotableFlags.test(folder);
                byDate.put(date, new Folder(folder.path(), new Vintage(date, scope.orElse(listedScope), onlyNotable)));
            }
        }
        return List.copyOf(byDate.values());
    }

    /**
     * The vintage of a series that a run analyses.
     *
     * @param scope the requested scope, for messages
     * @param date the requested date; the newest if empty
     * @throws UserException when the series has no such vintage
     */
    Folder choose(List<Folder> series, Optional<VintageScope> scope, Optional<LocalDate> date) {
        String scopeId = scope.map(VintageScope::id).orElse(VintageScope.COMPARABLE);
        if (series.isEmpty()) {
            throw UserException.usage(
                    "input " + input + " has no vintage of scope " + scopeId + "; it has " + foldersText(folders));
        }
        if (date.isEmpty()) {
            return series.get(series.size() - 1);
        }
        List<LocalDate> dates =
                series.stream().map(folder -> folder.vintage().date()).toList();
        if (!dates.contains(date.get())) {
            throw UserException.usage("input " + input + " has no vintage " + date.get()
                    + (scope.isEmpty() && hasNoScopes() ? "" : " of scope " + scopeId) + "; it has "
                    + (hasNoScopes()
                            ? dates.stream().map(LocalDate::toString).collect(Collectors.joining(", "))
                            : foldersText(folders))
                    + NearMiss.question(date.get(), dates));
        }
        return series.get(dates.indexOf(date.get()));
    }

    private boolean hasNoScopes() {
        return folders.stream().allMatch(folder -> folder.vintage().listedScope() == null);
    }

    private static String foldersText(Collection<Folder> folders) {
        return folders.stream()
                .map(Folder::vintage)
                .map(vintage -> vintage.date() + " ("
                        + (vintage.listedScope() == null
                                ? "no scope recorded"
                                : vintage.listedScope().id())
                        + ")")
                .collect(Collectors.joining(", "));
    }

    /**
     * The name of the folder for an import of a date and scope. If a folder of that date and scope exists, the import
     * replaces it. Otherwise the name is new, and includes the scope if the date has a folder of another scope.
     *
     * @throws UserException when no folder of the date has the scope, and one has no recorded scope. It is then unknown
     *     whether the import replaces that folder
     */
    public String folderFor(LocalDate date, VintageScope scope) {
        List<Folder> ofDate = folders.stream()
                .filter(folder -> folder.vintage().date().equals(date))
                .toList();
        String plainName = PARTITION + date;
        Optional<Folder> sameScope = ofDate.stream()
                .filter(folder -> folder.vintage().listedScope() == scope)
                .findFirst();
        if (sameScope.isPresent()) {
            return sameScope.get().path().getName();
        }
        ofDate.stream()
                .filter(folder -> folder.vintage().listedScope() == null)
                .findFirst()
                .ifPresent(withoutScope -> {
                    throw UserException.usage(input + " has " + date + " in "
                            + withoutScope.path().getName()
                            + ", which records no scope, so it is unknown whether this import, of"
                            + " scope " + scope.id() + ", replaces it: write the scope of that folder (one of "
                            + String.join(", ", VintageScope.ids()) + ") into its file " + VintageScope.FILE
                            + ", or remove the folder");
                });
        return ofDate.isEmpty() ? plainName : plainName + "." + scope.id();
    }
}
