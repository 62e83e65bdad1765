package org.computetrends.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.IsoDate;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.UserException;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.VintageScope;
import org.computetrends.table.ReadRelease;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The vintages that a dataset has folders of, {@code vintage=YYYY-MM-DD} or {@code vintage=YYYY-MM-DD.SCOPE}, and which of
 * them a run takes. A folder's scope is the word in its file {@code _scope}, which an import writes, or else its name's.
 *
 * @param input the dataset, for messages
 * @param folders its vintages, in order of date and of scope
 * @param beside the names of files and folders beside these, which are not read
 */
public record VintageFolders(String input, List<Folder> folders, List<String> beside) {

    static final String PARTITION = Table.VINTAGE.name() + "=";

    private static final int NAMED = 5;

    public VintageFolders {
        folders = List.copyOf(folders);
        beside = List.copyOf(beside);
    }

    /**
     * A vintage's folder.
     *
     * @param path where it is
     * @param vintage its date and scope, and what of it a run takes
     */
    public record Folder(Path path, Vintage vintage) {}

    /**
     * Lists the vintages of a dataset, or the one that its folder is; none where it is a folder of another name without such
     * folders, or a file.
     *
     * @throws UserException when a folder's name or scope cannot be read, or two are of one date and scope
     */
    public static VintageFolders of(Configuration hadoop, String input) {
        FileStatus root = InputPaths.require(hadoop, InputPaths.path(input));
        List<Folder> folders = new ArrayList<>();
        List<String> beside = new ArrayList<>();
        if (root.isDirectory()) {
            FileSystem fileSystem = InputPaths.fileSystem(hadoop, root.getPath());
            for (FileStatus child : children(fileSystem, root.getPath(), input)) {
                if (child.isDirectory() && child.getPath().getName().startsWith(PARTITION)) {
                    folders.add(folder(fileSystem, child.getPath(), input));
                } else if (DataFiles.isData(child.getPath().getName())) {
                    beside.add(child.getPath().getName());
                }
            }
            if (folders.isEmpty() && root.getPath().getName().startsWith(PARTITION)) {
                folders.add(folder(fileSystem, root.getPath(), input));
                beside.clear();
            }
        }
        folders.sort(Comparator.comparing((Folder folder) -> folder.vintage().date())
                .thenComparing(folder -> folder.vintage().listed(), Comparator.nullsLast(Comparator.naturalOrder())));
        for (int i = 1; i < folders.size(); i++) {
            if (folders.get(i).vintage().equals(folders.get(i - 1).vintage())) {
                throw UserException.input("input " + input + ": the folders "
                        + folders.get(i - 1).path().getName() + " and "
                        + folders.get(i).path().getName() + " are of one date and scope");
            }
        }
        return new VintageFolders(input, folders, beside);
    }

    /** Lists the vintages of a dataset that need not be there yet. */
    public static VintageFolders ofOrNone(SparkSession session, String dataset) {
        Path path = InputPaths.path(dataset);
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        try {
            return InputPaths.fileSystem(hadoop, path).exists(path)
                    ? of(hadoop, dataset)
                    : new VintageFolders(dataset, List.of(), List.of());
        } catch (IOException e) {
            throw UserException.input("dataset " + dataset + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** That files and folders beside those of vintages are not read, where there are any. */
    List<String> warnings() {
        int more = beside.size() - NAMED;
        return beside.isEmpty()
                ? List.of()
                : List.of("input " + input + ": not read, since it is in no folder " + PARTITION + "YYYY-MM-DD: "
                        + beside.stream().sorted().limit(NAMED).collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + more + " more" : ""));
    }

    private static FileStatus[] children(FileSystem fileSystem, Path root, String input) {
        try {
            return fileSystem.listStatus(root);
        } catch (IOException e) {
            throw UserException.input("input " + input + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** A folder named for a vintage, inside a dataset or named by itself. */
    private static Folder folder(FileSystem fileSystem, Path path, String input) {
        String name = path.getName().substring(PARTITION.length());
        int dot = name.indexOf('.');
        VintageScope named =
                dot < 0 ? null : VintageScope.of(name.substring(dot + 1)).orElse(null);
        if (dot >= 0 && named == null) {
            throw misnamed(path, input, new IllegalArgumentException(name));
        }
        try {
            LocalDate date = IsoDate.parse(dot < 0 ? name : name.substring(0, dot));
            VintageScope recorded = recorded(fileSystem, path);
            return new Folder(path, new Vintage(date, recorded == null ? named : recorded, false));
        } catch (DateTimeException e) {
            throw misnamed(path, input, e);
        }
    }

    private static UserException misnamed(Path path, String input, Exception cause) {
        return UserException.input(
                "input " + input + ": folder " + path.getName() + " should be " + PARTITION + "YYYY-MM-DD or "
                        + PARTITION + "YYYY-MM-DD.SCOPE with a scope of " + String.join(", ", VintageScope.ids()),
                cause);
    }

    private static @Nullable VintageScope recorded(FileSystem fileSystem, Path folder) {
        Path file = new Path(folder, ReadRelease.SCOPE_FILE);
        try {
            if (!fileSystem.exists(file)) {
                return null;
            }
            try (FSDataInputStream stream = fileSystem.open(file)) {
                String word = new String(stream.readAllBytes(), StandardCharsets.UTF_8).trim();
                return VintageScope.of(word)
                        .orElseThrow(() -> UserException.input(file + " holds '" + word + "': a scope must be one of "
                                + String.join(", ", VintageScope.ids())));
            }
        } catch (IOException e) {
            throw UserException.input("input " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The vintages of a scope, in order of date, one a date. Without a scope these are the comparable ones: the state that
     * lists notable releases alone, or one that flags them, of which only those are taken, or one that flags none. A state
     * whose scope is not recorded is one of these, and where the person asks for scope {@code all} it is taken as that.
     * Large-scale states, which are selected by value, are not comparable.
     *
     * @param scope the scope; the comparable vintages when empty
     * @param flags whether a folder flags any release as notable, asked where the scope does not say it
     */
    List<Folder> series(Optional<VintageScope> scope, Predicate<Folder> flags) {
        TreeMap<LocalDate, Folder> byDate = new TreeMap<>();
        for (Folder folder : folders) { // a date's unrecorded one after the others
            LocalDate date = folder.vintage().date();
            VintageScope listed = folder.vintage().listed();
            boolean maybeAll = listed == null || listed == VintageScope.ALL;
            boolean isWanted = scope.map(wanted -> wanted == listed || (wanted == VintageScope.ALL && maybeAll))
                    .orElse(listed != VintageScope.LARGE_SCALE);
            if (isWanted && !byDate.containsKey(date)) {
                boolean onlyNotable = scope.isEmpty() && maybeAll && flags.test(folder);
                byDate.put(date, new Folder(folder.path(), new Vintage(date, scope.orElse(listed), onlyNotable)));
            }
        }
        return List.copyOf(byDate.values());
    }

    /**
     * The vintage of a series that a run analyses.
     *
     * @param scope the scope asked for, for messages
     * @param date the date asked for; the newest when empty
     * @throws UserException when the series has no such vintage
     */
    Folder choose(List<Folder> series, Optional<VintageScope> scope, Optional<LocalDate> date) {
        String wanted = scope.map(VintageScope::id).orElse(VintageScope.COMPARABLE);
        if (series.isEmpty()) {
            throw UserException.usage(
                    "input " + input + " has no vintage of scope " + wanted + "; it has " + described(folders));
        }
        if (date.isEmpty()) {
            return series.get(series.size() - 1);
        }
        List<String> dates = series.stream()
                .map(folder -> folder.vintage().date().toString())
                .toList();
        return series.stream()
                .filter(folder -> folder.vintage().date().equals(date.get()))
                .findFirst()
                .orElseThrow(() -> UserException.usage("input " + input + " has no vintage " + date.get()
                        + (scope.isEmpty() && isUnscoped() ? "" : " of scope " + wanted) + "; it has "
                        + (isUnscoped() ? String.join(", ", dates) : described(folders))
                        + NearMiss.question(date.get().toString(), dates)));
    }

    private boolean isUnscoped() {
        return folders.stream().allMatch(folder -> folder.vintage().listed() == null);
    }

    private static String described(Collection<Folder> folders) {
        return folders.stream()
                .map(folder -> folder.vintage().date() + " ("
                        + Optional.ofNullable(folder.vintage().listed())
                                .map(VintageScope::id)
                                .orElse("no scope recorded")
                        + ")")
                .collect(Collectors.joining(", "));
    }

    /**
     * The name of the folder that an import of a date and scope goes into: that of the same date and scope, or a new one, which
     * names the scope where the date has another already.
     *
     * @throws UserException where a folder of the date records no scope: the import may be to replace it, or to stand beside it
     */
    public String folderFor(LocalDate date, VintageScope scope) {
        List<Folder> ofDate = folders.stream()
                .filter(folder -> folder.vintage().date().equals(date))
                .toList();
        String plain = PARTITION + date;
        Optional<Folder> same = ofDate.stream()
                .filter(folder -> folder.vintage().listed() == scope)
                .findFirst();
        if (same.isPresent()) {
            return same.get().path().getName();
        }
        ofDate.stream()
                .filter(folder -> folder.vintage().listed() == null)
                .findFirst()
                .ifPresent(unrecorded -> {
                    throw UserException.usage(input + " has " + date + " in "
                            + unrecorded.path().getName()
                            + ", which records no scope, so nothing says whether this import, of"
                            + " scope " + scope.id() + ", replaces it: write the scope of that folder (one of "
                            + String.join(", ", VintageScope.ids()) + ") into its file " + ReadRelease.SCOPE_FILE
                            + ", or remove the folder");
                });
        return ofDate.isEmpty() ? plain : plain + "." + scope.id();
    }
}
