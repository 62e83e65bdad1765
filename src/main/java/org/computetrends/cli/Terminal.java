package org.computetrends.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which of the program's streams a person looks at, and how they may look.
 *
 * <p>Java cannot tell for each stream whether it leads to a terminal, so the launcher does. Where nobody says, none does:
 * a cluster's log gets no colours.
 *
 * @param shown the streams that lead to a terminal
 * @param coloured those of them that may be coloured
 */
record Terminal(Set<Stream> shown, Set<Stream> coloured) {
    /** The launcher's word: which streams lead to a terminal, as {@code out,err}. */
    private static final String PROPERTY = "compute-trends.terminal";

    /** No stream leads to a terminal. */
    static final Terminal NONE = new Terminal(Set.of(), Set.of());

    enum Stream {
        OUT,
        ERR
    }

    Terminal {
        shown = Set.copyOf(shown);
        coloured = Set.copyOf(coloured);
    }

    /** As the launcher and the environment have it. */
    static Terminal detect() {
        return of(System.getProperty(PROPERTY, ""), System.getenv());
    }

    /**
     * As told.
     *
     * @param names the streams that lead to a terminal, in lower case, between commas
     * @param environment of which {@code NO_COLOR}, if it is set to anything, or a {@code TERM} of {@code dumb} forbid colour
     *     (see no-color.org), and the latter moving lines too
     */
    static Terminal of(String names, Map<String, String> environment) {
        boolean isDumb = environment.getOrDefault("TERM", "").equals("dumb");
        Set<Stream> shown = EnumSet.noneOf(Stream.class);
        if (!isDumb) {
            Arrays.stream(Stream.values())
                    .filter(stream -> Arrays.asList(names.split(","))
                            .contains(stream.name().toLowerCase(java.util.Locale.ROOT)))
                    .forEach(shown::add);
        }
        boolean wantsNoColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(shown, wantsNoColour ? Set.of() : shown);
    }

    /** Whether a stream leads to a terminal, where lines can be written over. */
    boolean shows(Stream stream) {
        return shown.contains(stream);
    }

    /** What text on a stream is set off with. */
    Ink ink(Stream stream) {
        return coloured.contains(stream) ? Ink.COLOURED : Ink.PLAIN;
    }
}
