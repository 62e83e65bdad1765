package org.computetrends.domain;

import java.util.Locale;

/** Folds the case of names, so that they can be compared without regard to case. */
public final class LowerCase {

    private LowerCase() {}

    /** The text in lower case. A sigma is the same letter in any position of a word. */
    public static String of(String text) {
        return text.replace('\u03a3', '\u03c3').toLowerCase(Locale.ROOT);
    }
}
