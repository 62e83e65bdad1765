package org.computetrends.cli;

/** Styles of text: colours on a terminal, none elsewhere. */
enum Ink {
    /** Plain text, for files, pipes, and users who want no colour. */
    PLAIN {
        @Override
        String set(String style, String text) {
            return text;
        }
    },
    /** ANSI escape sequences. */
    COLOURED {
        @Override
        String set(String style, String text) {
            return text.isEmpty() ? text : "\u001b[" + style + "m" + text + "\u001b[0m";
        }
    };

    abstract String set(String style, String text);

    String heading(String text) {
        return set("1", text);
    }

    /** Secondary text: intervals, column names, finished stages. */
    String dim(String text) {
        return set("2", text);
    }

    String warning(String text) {
        return set("33", text);
    }

    String failure(String text) {
        return set("31", text);
    }
}
