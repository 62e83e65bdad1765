package org.computetrends.evaluate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.computetrends.domain.LowerCase;

/**
 * A name as its words and numbers: white space of any kind, case, and punctuation that only separates make no difference,
 * nor does a zero after the point. {@code GPT 4}, {@code Gpt-4} and {@code GPT-4.0} are one name; {@code GPT-4 (Mar 2023)},
 * {@code 7B} and {@code 27B}, {@code Command R} and {@code Command R+} are others.
 *
 * @param words words and numbers in order; the name itself where it has none
 */
record FoldedName(List<String> words) {
    /** A number with its points, a run of letters, or one of the signs that tell names apart. */
    private static final Pattern WORD = Pattern.compile("\\d+(?:\\.\\d+)*|\\p{L}[\\p{L}\\p{M}]*|[\\p{S}#*%&@!?†‡]");

    private static final Pattern ZEROS = Pattern.compile("(?:\\.0+)+$");

    static FoldedName of(String name) {
        Matcher matcher = WORD.matcher(LowerCase.of(Normalizer.normalize(name, Normalizer.Form.NFKC)));
        List<String> words = new ArrayList<>();
        while (matcher.find()) {
            words.add(ZEROS.matcher(matcher.group()).replaceFirst(""));
        }
        return new FoldedName(words.isEmpty() ? List.of(name) : List.copyOf(words));
    }

    /** Whether every word of one of two names is in the other. */
    boolean isWithinOrAround(FoldedName other) {
        return words.containsAll(other.words) || other.words.containsAll(words);
    }
}
