package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/**
 * The format of log lines by {@code conf/log4j2.properties}. Each test starts a process, because logging is set up
 * once per process.
 */
class LogTest {

    /** Logs messages that need a filter, redaction or escapes. */
    static final class Speaker {
        private Speaker() {}

        public static void main(String[] arguments) {
            Logger log = LoggerFactory.getLogger("org.computetrends.job.Speaker");
            log.info(MarkerFactory.getMarker("STAGE"), "Stage {} begins", "fit");
            log.warn("reading s3a://key:hunter2@bucket/x, \"so\"\nnext");
            log.warn("a file \u001b[31mred\u009b2J \u202egnp.exe\u2069\u007f of name x");
            LoggerFactory.getLogger("org.apache.spark.scheduler.TaskSetManager")
                    .warn("Stage 7 contains a task of very large size (1 MiB)");
            log.error("failed", new IllegalStateException("no postgresql://u:hunter2@h/db?password=hunter2"));
        }
    }

    @Test
    void jsonLogsHaveAnObjectPerLineWithStagesAndWithoutSecrets() throws Exception {
        List<String> lines = logged("json").lines().toList();
        // Of the five messages, log4j2.properties leaves out the one about a large task.
        assertThat(lines).hasSize(4);
        ObjectMapper json = new ObjectMapper();
        JsonNode stage = json.readTree(lines.get(0));
        assertThat(stage.get("message").asText()).isEqualTo("Stage fit begins");
        assertThat(stage.get("log.level").asText()).isEqualTo("INFO");
        assertThat(stage.get("@timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(json.readTree(lines.get(1)).get("message").asText())
                .isEqualTo("reading s3a://(redacted)@bucket/x, \"so\"\nnext");
        assertThat(json.readTree(lines.get(3)).get("error.stack_trace").asText())
                .startsWith("java.lang.IllegalStateException: no postgresql://(redacted)@h/db?password=(redacted)")
                .doesNotContain("hunter2");
    }

    @Test
    void thePropertyTakesPrecedenceOverTheVariable() throws Exception {
        assertThat(logged("json", "-Dcompute-trends.log=text")).contains("WARN  Speaker: ");
    }

    @Test
    void textLogsHaveNoStagesAndNoSecrets() throws Exception {
        assertThat(logged("text"))
                .contains("WARN  Speaker: reading s3a://(redacted)@bucket/x")
                .contains("password=(redacted)")
                .contains("org.computetrends.LogTest$Speaker.main(LogTest.java")
                .doesNotContain("Stage")
                .doesNotContain("hunter2");
    }

    @Test
    void controlCharactersAreNotLogged() throws Exception {
        assertThat(logged("text").lines().filter(line -> line.contains("of name x")))
                .singleElement(STRING)
                .contains("a file \\u(1b)[31mred\ufffd2J \ufffdgnp.exe\ufffd\ufffd of name x")
                .doesNotContainPattern("[\\p{Cc}\u202e\u2069]");
        assertThat(logged("json").lines().filter(line -> line.contains("of name x")))
                .singleElement(STRING)
                .contains("a file \\u001B[31mred");
    }

    private static String logged(String variable) throws IOException, InterruptedException {
        return logged(variable, "-Dunused");
    }

    /** The log of {@link Speaker}, with COMPUTE_TRENDS_LOG and one JVM option. */
    private static String logged(String variable, String property) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                property,
                "-Dstderr.encoding=UTF-8",
                "-Dlog4j2.configurationFile=conf/log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                Speaker.class.getName());
        builder.environment().put("COMPUTE_TRENDS_LOG", variable);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(output).isTrue();
        return output;
    }
}
