package org.computetrends.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.computetrends.domain.VisibleText;

/**
 * Writes the program's messages as JSON objects, one per line, with the fields that {@code conf/log4j2.properties}
 * sets for log events. Messages do not go through Log4j, because it may shut down before the last message.
 */
final class JsonLines extends Writer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final PrintStream target;
    private final Clock clock;
    private final StringBuilder line = new StringBuilder();

    private JsonLines(PrintStream target, Clock clock) {
        this.target = target;
        this.clock = clock;
    }

    /** A writer that turns each line into one object. */
    static PrintWriter on(PrintStream target, Clock clock) {
        return new PrintWriter(new JsonLines(target, clock), true);
    }

    @Override
    public void write(char[] text, int from, int length) {
        synchronized (lock) {
            for (int i = from; i < from + length; i++) {
                if (text[i] == '\n') {
                    endLine();
                } else if (text[i] != '\r') {
                    line.append(text[i]);
                }
            }
        }
    }

    private void endLine() {
        if (!line.isEmpty()) {
            target.println(jsonObject(line.toString()));
            line.setLength(0);
        }
    }

    private String jsonObject(String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("@timestamp", TIME.format(clock.instant()));
        fields.put("log.level", level(message));
        fields.put("log.logger", Main.class.getName());
        fields.put("process.thread.name", Thread.currentThread().getName());
        fields.put("message", message);
        try {
            return VisibleText.json(JSON.writeValueAsString(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts always become JSON", e);
        }
    }

    /** The log level of a message, which its first word shows. */
    private static String level(String message) {
        return message.startsWith("compute-trends: ") ? "ERROR" : message.startsWith("warning: ") ? "WARN" : "INFO";
    }

    @Override
    public void flush() {
        target.flush();
    }

    /** Ends the last line. */
    @Override
    public void close() {
        synchronized (lock) {
            endLine();
        }
        flush();
    }
}
