package org.computetrends.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
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
 * The contents of a publication: which version folder has the tables and the manifest of each vintage, and which have
 * its rows of logs. In an output with links all of it is in one folder. Otherwise each run writes a folder with its own
 * vintage, and {@link #text} is the text of the pointer.
 *
 * @param version the version of the last run or retirement; its folder has the current manifest and page. Empty before
 *     the first
 * @param logs the version folders with rows of logs, by vintage; includes retired vintages
 */
record PublishedVersion(
        String version, SortedMap<LocalDate, Location> vintages, SortedMap<LocalDate, SortedSet<String>> logs) {
    /** The version of the pointer's own format. */
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param folder the name of the version folder that has the vintage
     * @param writer the version of the run that computed the vintage; differs from {@code folder} if an earlier version
     *     of the program copied the vintage
     */
    record Location(String folder, String writer) {}

    PublishedVersion {
        vintages = Collections.unmodifiableSortedMap(new TreeMap<>(vintages));
        logs = Collections.unmodifiableSortedMap(new TreeMap<>(logs));
    }

    /** The contents before anything is published. */
    static PublishedVersion none() {
        return new PublishedVersion("", new TreeMap<>(), new TreeMap<>());
    }

    boolean isNone() {
        return version.isEmpty();
    }

    /**
     * The contents after a run has written a version with its vintage.
     *
     * @param hasLogs whether the version has rows of logs
     */
    PublishedVersion with(String newVersion, LocalDate vintage, boolean hasLogs) {
        SortedMap<LocalDate, Location> locations = new TreeMap<>(vintages);
        locations.put(vintage, new Location(newVersion, newVersion));
        SortedMap<LocalDate, SortedSet<String>> logged = new TreeMap<>(logs);
        if (hasLogs) {
            logged.merge(vintage, new TreeSet<>(Set.of(newVersion)), (before, added) -> {
                added.addAll(before);
                return added;
            });
        }
        return new PublishedVersion(newVersion, locations, logged);
    }

    /** The contents without the tables of a vintage; its logs stay. */
    PublishedVersion without(String newVersion, LocalDate vintage) {
        SortedMap<LocalDate, Location> locations = new TreeMap<>(vintages);
        locations.remove(vintage);
        return new PublishedVersion(newVersion, locations, logs);
    }

    /** The names of all version folders that this publication refers to. */
    Set<String> folders() {
        Set<String> folders = new TreeSet<>(Set.of(version));
        vintages.values().forEach(location -> folders.add(location.folder()));
        logs.values().forEach(folders::addAll);
        return folders;
    }

    /** The vintages, ordered by the start of the runs that computed them: names of versions begin with that time. */
    List<LocalDate> vintagesByStart() {
        return vintages.entrySet().stream()
                .sorted(Map.Entry.<LocalDate, Location>comparingByValue(Comparator.comparing(Location::writer))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The id of the run that computed a published vintage. */
    String runOf(LocalDate vintage) {
        return runOf(Objects.requireNonNull(vintages.get(vintage)).writer());
    }

    /** The id of the run in the name of a version: see {@link ParquetVersions#VERSION}. */
    static String runOf(String version) {
        return version.substring(version.indexOf('-') + 1);
    }

    /** The version folders with a vintage's rows of logs. */
    Set<String> logFolders(LocalDate vintage) {
        return logs.getOrDefault(vintage, new TreeSet<>());
    }

    /** The version folder with a vintage's rows of tables other than logs; empty if the vintage is not published. */
    Optional<String> tableFolder(LocalDate vintage) {
        return Optional.ofNullable(vintages.get(vintage)).map(Location::folder);
    }

    /** The text of the pointer, JSON. */
    String text() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("version", version);
        ObjectNode locations = root.putObject("vintages");
        vintages.forEach((vintage, location) -> {
            ObjectNode node = locations.putObject(vintage.toString()).put("folder", location.folder());
            if (!location.writer().equals(location.folder())) {
                node.put("writer", location.writer());
            }
        });
        ObjectNode logged = root.putObject("logs");
        logs.forEach((vintage, folders) -> folders.forEach(logged.withArray("/" + vintage)::add));
        return root + "\n";
    }

    /** @throws IOException when the text is invalid or of a later format */
    static PublishedVersion parse(String text) throws IOException {
        JsonNode root = JSON.readTree(text);
        int format = root.path("format").asInt();
        if (format != FORMAT) {
            throw new IOException("the pointer has format " + format + ", and this program reads format " + FORMAT);
        }
        SortedMap<LocalDate, Location> vintages = new TreeMap<>();
        root.path("vintages").properties().forEach(each -> {
            String folder = each.getValue().path("folder").asText();
            vintages.put(
                    LocalDate.parse(each.getKey()),
                    new Location(folder, each.getValue().path("writer").asText(folder)));
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
