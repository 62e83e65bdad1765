package org.computetrends.sql;

import java.util.Locale;

/** Names without regard to capitals, as Unicode's case folding has it. */
public final class LowerCase {

    private LowerCase() {}

    /** The text in lower case: a sigma is the same sigma wherever in a word it stands. */
    public static String of(String text) {
        return text.replace('\u03a3', '\u03c3').toLowerCase(Locale.ROOT);
    }
}
