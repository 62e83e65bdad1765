package org.computetrends.cli;

/** Styles text for a terminal. */
enum Ink {
    /** Leaves text plain, for files, pipes, and users who want no colour. */
    PLAIN,
    /** Adds ANSI escape sequences. */
    COLOURED;

    String heading(String text) {
        return styled("1", text);
    }

    /** Secondary text: intervals, column names, finished stages. */
    String dim(String text) {
        return styled("2", text);
    }

    String warning(String text) {
        return styled("33", text);
    }

    String failure(String text) {
        return styled("31", text);
    }

    /** @param style the parameter of the ANSI sequence "select graphic rendition" */
    private String styled(String style, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + style + "m" + text + "\u001b[0m";
    }
}
