package org.computetrends.domain;

import java.util.Locale;

/** Lower case of names, for comparison without regard to case. */
public final class LowerCase {

    private LowerCase() {}

    /**
     * The text in lower case. A capital sigma always becomes the same letter, although Java uses another one at the end
     * of a word.
     */
    public static String of(String text) {
        return text.replace('\u03a3', '\u03c3').toLowerCase(Locale.ROOT);
    }
}
