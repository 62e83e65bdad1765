package org.computetrends.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which version folders of a Parquet output make up a publication. Each vintage has one folder with its tables and
 * manifest, and one or more with its rows of logs. If the file system has links, all vintages are in one folder.
 * Otherwise each run writes a folder with its own vintage only, and the pointer contains this record as JSON.
 *
 * @param name the name of the version that the last run or retirement wrote, whose folder has the current manifest and
 *     page; empty before the first
 * @param vintages the published vintages
 * @param logs the version folders with rows of logs, by vintage; includes retired vintages
 */
record PublishedVersion(
        String name, SortedMap<LocalDate, Location> vintages, SortedMap<LocalDate, SortedSet<String>> logs) {
    /** The contents before anything is published. */
    static final PublishedVersion NONE = new PublishedVersion("", new TreeMap<>(), new TreeMap<>());

    /** The number of the JSON format. */
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Where a vintage is, and which run computed it.
     *
     * @param folder the name of the version whose folder has the vintage
     * @param writer the name of the version of the run that computed the vintage. It differs from {@code folder} if the
     *     vintage was linked or copied into a later version
     */
    record Location(String folder, String writer) {}

    PublishedVersion {
        vintages = Collections.unmodifiableSortedMap(new TreeMap<>(vintages));
        logs = Collections.unmodifiableSortedMap(new TreeMap<>(logs));
    }

    boolean isNone() {
        return name.isEmpty();
    }

    /**
     * The contents after a run has written a version with its vintage.
     *
     * @param hasLogs whether the new version has rows of logs
     */
    PublishedVersion afterRun(String newName, LocalDate vintage, boolean hasLogs) {
        SortedMap<LocalDate, Location> locations = new TreeMap<>(vintages);
        locations.put(vintage, new Location(newName, newName));
        SortedMap<LocalDate, SortedSet<String>> newLogs = new TreeMap<>(logs);
        if (hasLogs) {
            SortedSet<String> folders = new TreeSet<>(logFolders(vintage));
            folders.add(newName);
            newLogs.put(vintage, folders);
        }
        return new PublishedVersion(newName, locations, newLogs);
    }

    /** The contents after the tables of a vintage are retired; its logs stay. */
    PublishedVersion afterRetirement(String newName, LocalDate vintage) {
        SortedMap<LocalDate, Location> locations = new TreeMap<>(vintages);
        locations.remove(vintage);
        return new PublishedVersion(newName, locations, logs);
    }

    /** All version folders that this publication refers to. */
    Set<String> referencedFolders() {
        Set<String> folders = new TreeSet<>(Set.of(name));
        vintages.values().forEach(location -> folders.add(location.folder()));
        logs.values().forEach(folders::addAll);
        return folders;
    }

    /** The vintages, ordered by the start of the runs that computed them. Names of versions begin with that time. */
    List<LocalDate> vintagesByStart() {
        return vintages.entrySet().stream()
                .sorted(Map.Entry.<LocalDate, Location>comparingByValue(Comparator.comparing(Location::writer))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The id of the run that computed a vintage, which must be published. */
    String runId(LocalDate vintage) {
        return runIdIn(Objects.requireNonNull(vintages.get(vintage)).writer());
    }

    /** The id of the run in the name of a version: see {@link ParquetVersions#VERSION}. */
    static String runIdIn(String versionName) {
        return versionName.substring(versionName.indexOf('-') + 1);
    }

    /** The version folders with a vintage's rows of logs. */
    Set<String> logFolders(LocalDate vintage) {
        return logs.getOrDefault(vintage, new TreeSet<>());
    }

    /** The version folder with a vintage's rows of tables other than logs; empty if the vintage is not published. */
    Optional<String> vintageFolder(LocalDate vintage) {
        return Optional.ofNullable(vintages.get(vintage)).map(Location::folder);
    }

    /** The text of a pointer file. */
    String toJson() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("version", name);
        ObjectNode locations = root.putObject("vintages");
        vintages.forEach((vintage, location) -> {
            ObjectNode node = locations.putObject(vintage.toString()).put("folder", location.folder());
            if (!location.writer().equals(location.folder())) {
                node.put("writer", location.writer());
            }
        });
        ObjectNode logFolders = root.putObject("logs");
        logs.forEach((vintage, folders) -> folders.forEach(logFolders.putArray(vintage.toString())::add));
        return root + "\n";
    }

    /** @throws IOException when the text is not JSON, has another format, or has a vintage that is not a date */
    static PublishedVersion parse(String text) throws IOException {
        JsonNode root = JSON.readTree(text);
        int format = root.path("format").asInt();
        if (format != FORMAT) {
            throw new IOException("the pointer has format " + format + ", and this program reads format " + FORMAT);
        }
        SortedMap<LocalDate, Location> vintages = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("vintages").properties()) {
            String folder = entry.getValue().path("folder").asText();
            vintages.put(
                    vintage(entry.getKey()),
                    new Location(folder, entry.getValue().path("writer").asText(folder)));
        }
        SortedMap<LocalDate, SortedSet<String>> logs = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("logs").properties()) {
            SortedSet<String> folders = new TreeSet<>();
            entry.getValue().forEach(folder -> folders.add(folder.asText()));
            logs.put(vintage(entry.getKey()), folders);
        }
        return new PublishedVersion(root.path("version").asText(), vintages, logs);
    }

    private static LocalDate vintage(String text) throws IOException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IOException("the pointer has the vintage '" + text + "', which is not a date", e);
        }
    }
}
