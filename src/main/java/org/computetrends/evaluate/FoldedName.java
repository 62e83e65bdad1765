package org.computetrends.evaluate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.computetrends.domain.LowerCase;

/**
 * A name reduced to its words and numbers, to match releases and organizations. White space, case, punctuation between
 * words, and the zeros at the end of {@code 4.0} are ignored. {@code GPT 4}, {@code Gpt-4} and {@code GPT-4.0} are
 * equal. {@code GPT-4 (Mar 2023)} differs from all three, {@code 7B} from {@code 27B}, and {@code Command R} from
 * {@code Command R+}.
 *
 * @param words the words and numbers in order; the name itself if it has none
 */
record FoldedName(List<String> words) {
    /**
     * A number with its points, a run of letters, or a sign, such as the plus of {@code R+}, that distinguishes names.
     */
    private static final Pattern WORD = Pattern.compile("\\d+(?:\\.\\d+)*|\\p{L}[\\p{L}\\p{M}]*|[\\p{S}#*%&@!?†‡]");

    /** Zeros after a point, at the end of a number. */
    private static final Pattern ZEROS = Pattern.compile("(?:\\.0+)+$");

    static FoldedName of(String name) {
        Matcher matcher = WORD.matcher(LowerCase.of(Normalizer.normalize(name, Normalizer.Form.NFKC)));
        List<String> words = new ArrayList<>();
        while (matcher.find()) {
            words.add(ZEROS.matcher(matcher.group()).replaceFirst(""));
        }
        return new FoldedName(words.isEmpty() ? List.of(name) : List.copyOf(words));
    }

    /** Whether one of the names contains every word of the other. */
    boolean isWithinOrAround(FoldedName other) {
        return words.containsAll(other.words) || other.words.containsAll(words);
    }
}
