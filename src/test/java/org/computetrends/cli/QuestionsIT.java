package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.job.ShippedRuns;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every query and command in {@code docs/questions.md} on the default run, and looks for every anchor on its page. */
class QuestionsIT {
    private static final Path OUTPUT = ShippedRuns.folder().resolve("out-all");
    private static final Pattern QUERY = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile("`jobs/compute-trends ((?:odds|run-cost|leads|tables|fit)\\b[^`]*)`");
    private static final Pattern ANCHOR = Pattern.compile("\\(#([a-z-]+)\\)");

    private static SparkSession session;

    @BeforeAll
    static void views() throws IOException {
        ShippedRuns.result("2026-08-19");
        session = TestSession.get().newSession();
        try (Stream<Path> tables = Files.list(OUTPUT.resolve("tables"))) {
            for (Path table : tables.toList()) {
                session.read()
                        .parquet(table.toString())
                        .createOrReplaceTempView(table.getFileName().toString());
            }
        }
    }

    private static List<String> found(Pattern pattern) throws IOException {
        List<String> matches = new ArrayList<>();
        pattern.matcher(Files.readString(Path.of("docs/questions.md")))
                .results()
                .forEach(match -> matches.add(match.group(1)));
        return matches;
    }

    @TestFactory
    Stream<DynamicTest> everyQueryHasAnAnswer() throws IOException {
        List<String> queries = found(QUERY);
        assertThat(queries).hasSizeGreaterThanOrEqualTo(20);
        return queries.stream()
                .map(query -> DynamicTest.dynamicTest(
                        query.replaceAll("\\s+", " "),
                        () -> assertThat(TestSession.collect(session.sql(query)))
                                .isNotEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandAnswers() throws IOException {
        List<String> commands = found(COMMAND);
        assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
                    if (!List.of("tables", "fit").contains(words.get(0))) {
                        words.addAll(List.of("--output", OUTPUT.toString()));
                    }
                    assertThat(Outcome.of(words.toArray(String[]::new))
                                    .succeeded()
                                    .out())
                            .isNotBlank();
                }));
    }

    @Test
    void everyAnchorIsOnThePage() throws IOException {
        String page = Files.readString(OUTPUT.resolve("report/index.html"));
        assertThat(found(ANCHOR))
                .hasSizeGreaterThan(10)
                .allSatisfy(anchor -> assertThat(page).contains("id=\"" + anchor + "\""));
    }
}
