package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;

/** Links, the length of README, and what documents say about tables and settings. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern SETTING = Pattern.compile("`([a-z-]+(?:\\.[a-z0-9-]+)+) = ([^`]+)`");

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> brokenLinks = new ArrayList<>();
        int links = 0;
        for (Path page : MarkdownDocuments.all()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                String target = link.group(1);
                if (target.contains("://") || (page.endsWith("questions.md") && target.startsWith("#"))) {
                    continue; // Anchors in questions.md lead to the page: QuestionsIT checks them.
                }
                links++;
                String[] parts = target.split("#", 2);
                Path file = parts[0].isEmpty()
                        ? page
                        : page.resolveSibling(parts[0]).normalize();
                if (!Files.exists(file) || (parts.length == 2 && !anchors(file).contains(parts[1]))) {
                    brokenLinks.add(page + ": " + target);
                }
            }
        }
        assertThat(brokenLinks).isEmpty();
        // Guards against a pattern that finds nothing.
        assertThat(links).isGreaterThan(50);
    }

    @Test
    void theReadmeIsAtMost150LinesLong() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void methodsNamesEachTable() throws IOException {
        String page = Files.readString(Path.of("docs/methods.md"));
        for (Table table : PublishedTables.of(List.of())) {
            assertThat(page).as("docs/methods.md").contains("`" + table.name() + "`");
        }
    }

    @Test
    void settingsHaveTheValuesThatDocumentsGiveThem() throws IOException {
        Config settings =
                ConfigFactory.parseFile(new File("conf/compute-trends.conf")).resolve();
        int foundCount = 0;
        List<Path> pages = MarkdownDocuments.all().stream()
                .filter(page -> page.startsWith("docs"))
                .toList();
        for (Path page : pages) {
            Matcher setting = SETTING.matcher(Files.readString(page));
            while (setting.find()) {
                String key = setting.group(1);
                if (settings.hasPath(key)) {
                    foundCount++;
                    Config givenConfig = ConfigFactory.parseString("value = " + setting.group(2));
                    assertThat(givenConfig.getAnyRef("value"))
                            .as("%s: %s", page, key)
                            .isEqualTo(settings.getAnyRef(key));
                }
            }
        }
        // Guards against a pattern that finds nothing.
        assertThat(foundCount).isGreaterThan(10);
    }

    /** The anchors that GitHub and GitLab derive from the headings of a file. */
    private static Set<String> anchors(Path file) throws IOException {
        return HEADING.matcher(Files.readString(file))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
