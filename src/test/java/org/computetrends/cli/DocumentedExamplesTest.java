package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.computetrends.config.ConfigLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands, SQL and settings that the documents quote are accepted. */
class DocumentedExamplesTest {

    @TempDir
    private Path folder;

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : MarkdownDocuments.all()) {
            try (Stream<String> lines = Files.lines(page)) {
                // Without comments, lines that continue, pipes and redirections.
                lines.map(line -> line.replaceAll("\\s#.*", "").strip())
                        .filter(line -> line.matches("jobs/(compute-trends|submit --).*[^\\\\]"))
                        .map(line -> line.replaceAll(" [>|] .*", ""))
                        .forEach(commands::add);
            }
        }
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsAccepted(String command) {
        // Without the launcher, and the options of spark-submit.
        String arguments =
                command.replaceFirst("^jobs/(compute-trends|submit .*?(?=(run|import|generate|config)\\b))\\s*", "");
        assertThat(Main.commandLine(Terminal.NONE)
                        .parseArgs(arguments.split("\\s+", -1))
                        .errors())
                .isEmpty();
    }

    @Test
    void theDocumentationQuotesTheExamplesSql() throws IOException {
        assertThat(Files.readString(Path.of("docs/usage.md")).replaceAll("(?m)^ {4}", ""))
                .contains(Files.readString(Path.of("jobs/examples/growth.sql")));
    }

    @Test
    void theMetricOfTheDocumentationIsAccepted() throws IOException {
        Matcher block =
                Pattern.compile("(?s)(    metrics\\..*?\\n    })").matcher(Files.readString(Path.of("docs/usage.md")));
        assertThat(block.find()).isTrue();
        Path file = Files.writeString(folder.resolve("mine.conf"), block.group(1));
        assertThat(new ConfigLoader(Optional.empty(), Optional.of(file.toFile()), Map.of())
                        .load()
                        .metrics())
                .anyMatch(metric -> metric.id().equals("compute_per_parameter"));
    }
}
