package org.computetrends.cli;

/** How text is set off from other text: by colour where a terminal shows it, not at all elsewhere. */
enum Ink {
    /** Letters as they are, for files, pipes, and whoever wants no colour. */
    PLAIN {
        @Override
        String set(String style, String text) {
            return text;
        }
    },
    /** ANSI's escape sequences. */
    COLOURED {
        @Override
        String set(String style, String text) {
            return text.isEmpty() ? text : "\u001b[" + style + "m" + text + "\u001b[0m";
        }
    };

    abstract String set(String style, String text);

    /** What a reader looks for first. */
    String heading(String text) {
        return set("1", text);
    }

    /** What stands behind the rest: intervals, names of columns, stages that have ended. */
    String dim(String text) {
        return set("2", text);
    }

    /** What the person should know. */
    String warning(String text) {
        return set("33", text);
    }

    /** Why there is no result. */
    String failure(String text) {
        return set("31", text);
    }
}
