package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.NullConfiguration;
import org.junit.jupiter.api.Test;

/** The format of the log, which configuration sets it up, and the same format for the program's own sentences. */
class LogSetupTest {

    @Test
    void aPropertyGoesBeforeTheVariable() {
        assertThat(LogSetup.isJson(null, Map.of())).isFalse();
        assertThat(LogSetup.isJson(null, Map.of("COMPUTE_TRENDS_LOG", "json"))).isTrue();
        assertThat(LogSetup.isJson("json", Map.of())).isTrue();
        assertThat(LogSetup.isJson("text", Map.of("COMPUTE_TRENDS_LOG", "json")))
                .isFalse();
    }

    @Test
    void aLogThatNobodySetUpIsSetUpAsByAnInstallation() {
        try (LoggerContext context = new LoggerContext("ours")) {
            context.start(new DefaultConfiguration());
            LogSetup.complete(context);
            Configuration ours = context.getConfiguration();
            assertThat(ours.getAppenders()).containsOnlyKeys("text", "json");
            assertThat(ours.getRootLogger().getLevel()).isEqualTo(Level.WARN);
            assertThat(ours.getLoggerConfig("org.computetrends.job.StageClock").getLevel())
                    .isEqualTo(Level.INFO);
        }
    }

    @Test
    void aLogThatTheClusterSetUpStays() {
        try (LoggerContext context = new LoggerContext("theirs")) {
            Configuration theirs = new NullConfiguration();
            context.start(theirs);
            LogSetup.complete(context);
            assertThat(context.getConfiguration()).isSameAs(theirs);
            assertThat(theirs.getConfigurationSource()).isSameAs(ConfigurationSource.NULL_SOURCE);
        }
    }

    @Test
    void sentencesToPeopleAreObjectsToo() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(Instant.parse("2026-05-02T00:00:00Z"), ZoneOffset.UTC);
        try (PrintWriter err = JsonLines.on(new PrintStream(printed, true, StandardCharsets.UTF_8), clock)) {
            err.println("compute-trends: input \"a\\b\" of 10\u00b2\u2077 does not exist");
            err.println();
            err.print("warning: one\r\nanother");
        }
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        ObjectMapper json = new ObjectMapper();
        JsonNode failure = json.readTree(lines.get(0));
        assertThat(failure.get("message").asText())
                .isEqualTo("compute-trends: input \"a\\b\" of 10\u00b2\u2077 does not exist");
        assertThat(failure.get("log.level").asText()).isEqualTo("ERROR");
        assertThat(failure.get("@timestamp").asText()).isEqualTo("2026-05-02T00:00:00.000Z");
        assertThat(json.readTree(lines.get(1)).get("log.level").asText()).isEqualTo("WARN");
        assertThat(json.readTree(lines.get(2)).get("log.level").asText()).isEqualTo("INFO");
        assertThat(json.readTree(lines.get(2)).get("message").asText()).isEqualTo("another");
    }
}
