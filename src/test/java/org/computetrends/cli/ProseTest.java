package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents, comments of settings, and comments and texts of sources avoid words that make readers stumble. */
class ProseTest {

    /**
     * A word to avoid.
     *
     * @param pattern matches the word in any case
     * @param instead what to write
     * @param example a sentence with the word
     */
    private record Avoided(String pattern, String instead, String example) {
        Matcher in(String text) {
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text);
        }
    }

    /** A phrase that may contain an avoided word, with the reason. */
    private record Allowed(String phrase, String reason) {}

    private static final List<Avoided> AVOIDED = List.of(
            new Avoided("\\breckon\\w*", "estimate, compute", "It reckons what a run would cost."),
            new Avoided("\\b(tells?|told|telling)\\b", "report, log, describe", "A trend tells nothing of it."),
            new Avoided(
                    "\\b(held (in memory|to|by|on|back|one by one)|holds (the|a|an|every|all))\\b",
                    "contains, keeps in memory, checks",
                    "What memory holds the rows."),
            new Avoided(
                    "\\b(lie|lies|lay|lying|lain) (about|apart|beside)\\b",
                    "is, are, scatter",
                    "Releases lie about the line."),
            new Avoided("\\b(stand|stands|stood)\\b", "is, remains, means", "What stands in the table."),
            new Avoided("\\bplaces?\\b", "index, position, digit", "A place in the array."),
            new Avoided("\\banew\\b", "again", "It is made anew."),
            new Avoided("\\bmend(s|ed|ing)?\\b", "correct, repair", "Mend the file."),
            new Avoided("\\bvanish\\w*", "disappear, is removed", "A trend vanished."),
            new Avoided("\\b(speaks?|spoke|spoken|speaking) (of|for)\\b", "is about, covers", "The row speaks of it."),
            new Avoided("\\bheed\\w*", "respect, follow", "The umask is heeded."),
            new Avoided("\\bwhoever\\b", "every user, the author of", "Whoever connects."),
            new Avoided("\\b(for )?want of\\b", "because there is no", "Killed for want of memory."),
            new Avoided("\\b(none|nothing|nobody) but\\b", "only", "It reads nothing but names."),
            // Two negations at most 40 characters apart in a clause, or "not un...".
            new Avoided(
                    "\\b(not|no|nothing|none|never|cannot)\\b(?:(?!\\b(but|and|or)\\b)[^.,;:()|/\"]){0,40}"
                            + "\\b(nothing|none|never|without|nobody)\\b|\\bnot un(?!ique)\\w+",
                    "say what it is",
                    "No row is without a key."));

    private static final List<Allowed> ALLOWED = List.of(
            new Allowed("place on the page", "where something is on the page: the common word"),
            new Allowed("files in place", "the term for overwriting"));

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|^ {4,}[^\\n]*$");

    /** Comments and texts of a source. */
    private static final Pattern WRITTEN = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*|\"(?:[^\"\\\\\\n]|\\\\.)*\"");

    static List<Path> sources() {
        List<Path> sources = new ArrayList<>(MarkdownDocuments.all());
        for (String folder : List.of("conf", "src/main/java/org/computetrends")) {
            FileUtils.listFiles(new File(folder), new String[] {"conf", "java"}, true).stream()
                    .map(File::toPath)
                    .sorted()
                    .forEach(sources::add);
        }
        return sources;
    }

    @ParameterizedTest
    @MethodSource("sources")
    void proseAvoidsWordsThatMakeReadersStumble(Path source) throws IOException {
        String prose = prose(source);
        for (Allowed allowed : ALLOWED) {
            prose = prose.replace(allowed.phrase(), "");
        }
        List<String> matches = new ArrayList<>();
        for (Avoided avoided : AVOIDED) {
            Matcher matcher = avoided.in(prose);
            while (matcher.find()) {
                matches.add("..."
                        + prose.substring(
                                Math.max(0, matcher.start() - 40), Math.min(matcher.end() + 30, prose.length()))
                        + "... Write: " + avoided.instead());
            }
        }
        assertThat(matches).isEmpty();
    }

    @Test
    void everyWordToAvoidIsFoundInItsExample() {
        assertThat(AVOIDED).allMatch(avoided -> avoided.in(avoided.example()).find(), "finds its example");
    }

    @Test
    void everyPhraseThatIsAllowedIsUsed() throws IOException {
        Set<String> usedPhrases = new TreeSet<>();
        for (Path source : sources()) {
            String prose = prose(source);
            ALLOWED.stream().map(Allowed::phrase).filter(prose::contains).forEach(usedPhrases::add);
        }
        assertThat(usedPhrases)
                .containsExactlyInAnyOrderElementsOf(
                        ALLOWED.stream().map(Allowed::phrase).toList());
    }

    /**
     * The prose of a file on one line: Markdown without code and quoted output, or comments and texts of a source.
     * Braces and pre contain code.
     */
    private static String prose(Path source) throws IOException {
        String text = Files.readString(source);
        String sentences;
        if (source.toString().endsWith(".md")) {
            sentences = CODE.matcher(text).replaceAll("").replaceAll("`[^`]*`", "``");
        } else if (source.toString().endsWith(".java")) {
            sentences = WRITTEN.matcher(text)
                    .results()
                    .map(found -> found.group()
                            .replaceAll("(?m)^\\s*\\*", "")
                            .replaceAll("\\{@[^}]*}|<pre>(?s:.*?)</pre>", "``"))
                    .collect(Collectors.joining("\n"));
        } else {
            sentences = text.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.substring(1))
                    .collect(Collectors.joining("\n"));
        }
        return sentences.replaceAll("\\s+", " ");
    }
}
