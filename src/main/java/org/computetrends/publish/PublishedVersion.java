package org.computetrends.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a publication consists of: for each vintage the version folder that holds its tables and manifest, and for each vintage
 * that has rows of logs, retired ones too, the version folders that hold these. Where files have links one folder holds all of
 * it; elsewhere this is the text of the pointer, and each run writes a folder with what is its own.
 *
 * @param version the version that the last run wrote, with its manifest and page
 * @param vintages the vintages that stand
 * @param logs where rows of logs are, by vintage
 */
record PublishedVersion(
        String version, SortedMap<LocalDate, Holding> vintages, SortedMap<LocalDate, SortedSet<String>> logs) {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Where a vintage is.
     *
     * @param folder the name of the version folder that holds it
     * @param writer the version that its run wrote: another one where a program that copied vintages brought it there
     */
    record Holding(String folder, String writer) {}

    PublishedVersion {
        vintages = Collections.unmodifiableSortedMap(new TreeMap<>(vintages));
        logs = Collections.unmodifiableSortedMap(new TreeMap<>(logs));
    }

    /** Before anything is published. */
    static PublishedVersion none() {
        return new PublishedVersion("", new TreeMap<>(), new TreeMap<>());
    }

    /** What there is after a run has written a version with its vintage. */
    PublishedVersion with(String next, LocalDate vintage, boolean hasLogs) {
        SortedMap<LocalDate, Holding> holdings = new TreeMap<>(vintages);
        holdings.put(vintage, new Holding(next, next));
        SortedMap<LocalDate, SortedSet<String>> logged = new TreeMap<>(logs);
        if (hasLogs) {
            logged.merge(vintage, new TreeSet<>(Set.of(next)), (before, added) -> {
                added.addAll(before);
                return added;
            });
        }
        return new PublishedVersion(next, holdings, logged);
    }

    /** What there is without a vintage, whose logs stay. */
    PublishedVersion without(String next, LocalDate vintage) {
        SortedMap<LocalDate, Holding> holdings = new TreeMap<>(vintages);
        holdings.remove(vintage);
        return new PublishedVersion(next, holdings, logs);
    }

    Set<String> folders() {
        Set<String> folders = new TreeSet<>(Set.of(version));
        vintages.values().forEach(holding -> folders.add(holding.folder()));
        logs.values().forEach(folders::addAll);
        return folders;
    }

    /** The vintage whose run began last. */
    Optional<LocalDate> lastVintage() {
        return vintages.entrySet().stream()
                .max(Map.Entry.<LocalDate, Holding>comparingByValue(java.util.Comparator.comparing(Holding::writer))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    /** The version folders that hold the rows of a vintage, of logs or of other tables. */
    List<String> foldersOf(LocalDate vintage, boolean log) {
        if (log) {
            return List.copyOf(logs.getOrDefault(vintage, new TreeSet<>()));
        }
        Holding holding = vintages.get(vintage);
        return holding == null ? List.of() : List.of(holding.folder());
    }

    String text() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("version", version);
        ObjectNode holdings = root.putObject("vintages");
        vintages.forEach((vintage, holding) -> {
            ObjectNode node = holdings.putObject(vintage.toString()).put("folder", holding.folder());
            if (!holding.writer().equals(holding.folder())) {
                node.put("writer", holding.writer());
            }
        });
        ObjectNode logged = root.putObject("logs");
        logs.forEach((vintage, folders) -> folders.forEach(logged.withArray("/" + vintage)::add));
        return root + "\n";
    }

    /**
     * Reads the text of a pointer.
     *
     * @throws IOException when it is not one, or of a later format
     */
    static PublishedVersion parse(String text) throws IOException {
        JsonNode root = JSON.readTree(text);
        int format = root.path("format").asInt();
        if (format != FORMAT) {
            throw new IOException("the pointer has format " + format + ", and this program reads format " + FORMAT);
        }
        SortedMap<LocalDate, Holding> vintages = new TreeMap<>();
        root.path("vintages").properties().forEach(each -> {
            String folder = each.getValue().path("folder").asText();
            vintages.put(
                    LocalDate.parse(each.getKey()),
                    new Holding(folder, each.getValue().path("writer").asText(folder)));
        });
        SortedMap<LocalDate, SortedSet<String>> logs = new TreeMap<>();
        root.path("logs").properties().forEach(each -> {
            SortedSet<String> folders = new TreeSet<>();
            each.getValue().forEach(folder -> folders.add(folder.asText()));
            logs.put(LocalDate.parse(each.getKey()), folders);
        });
        return new PublishedVersion(root.path("version").asText(), vintages, logs);
    }
}
