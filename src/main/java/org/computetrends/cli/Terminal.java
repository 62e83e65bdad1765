package org.computetrends.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The terminals of this process: which output streams are terminals, and which of them may have colours. Java cannot
 * detect a terminal for each stream, so the launcher names them in a system property. Without the property, as on a
 * cluster, no stream counts as a terminal.
 *
 * @param interactive the streams that are terminals, where lines can be rewritten
 * @param coloured the streams that may have colours
 */
record Terminal(Set<Stream> interactive, Set<Stream> coloured) {
    /** The system property with the streams that are terminals, as {@code out,err}. */
    private static final String PROPERTY = "compute-trends.terminal";

    static final Terminal NONE = new Terminal(Set.of(), Set.of());

    enum Stream {
        OUT,
        ERR
    }

    /** The terminals by the launcher's property and the environment. */
    static Terminal detect() {
        return of(System.getProperty(PROPERTY, ""), System.getenv());
    }

    /**
     * Overload for tests: the arguments replace the launcher's property and the environment.
     *
     * @param names the streams that are terminals, in lower case, separated by commas
     * @param environment the variables. {@code NO_COLOR}, unless empty, forbids colour (see no-color.org).
     *     {@code TERM}, if it is {@code dumb}, forbids colour and rewritten lines
     */
    static Terminal of(String names, Map<String, String> environment) {
        if (environment.getOrDefault("TERM", "").equals("dumb")) {
            return NONE;
        }
        List<String> terminals = List.of(names.split(",", -1));
        Set<Stream> interactive = Arrays.stream(Stream.values())
                .filter(stream -> terminals.contains(stream.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        boolean isColourAllowed = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(interactive, isColourAllowed ? interactive : Set.of());
    }

    boolean isInteractive(Stream stream) {
        return interactive.contains(stream);
    }

    Ink ink(Stream stream) {
        return coloured.contains(stream) ? Ink.COLOURED : Ink.PLAIN;
    }
}
