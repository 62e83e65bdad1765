package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and tokens are removed from settings and messages. */
class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "sinks.postgres.password",
                "fs.s3a.secret.key",
                "fs.s3a.access.key",
                "AWS_SECRET_ACCESS_KEY",
                "api-key",
                "token",
                "sink.credentials"
            })
    void aKeyNamedForASecretIsNotShown(String key) {
        assertThat(Redaction.value(key, "hunter2")).isEqualTo("(redacted)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password-file",
                "sinks.postgres.password-variable",
                "tokens",
                "metrics.tokens.value",
                "key",
                "seed"
            })
    void aKeyThatIsNoSecretIsShown(String key) {
        assertThat(Redaction.value(key, "hunter2")).isEqualTo("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hdfs://ann:hunter2@host/x | hdfs://(redacted)@host/x",
                // A slash ends the authority of a URI, so this is no user information.
                "s3a://AKIA:s3cr3t/x@bucket | s3a://AKIA:s3cr3t/x@bucket",
                "jdbc:postgresql://h/db?user=a&password=hunter2&ssl=true | jdbc:postgresql://h/db?user=a&password=(redacted)&ssl=true",
                "input s3a://key:s3cr3t@bucket/a cannot be read | input s3a://(redacted)@bucket/a cannot be read",
                "https://h/x?sig=abc%3D | https://h/x?sig=(redacted)",
                "Password: hunter2, again | Password: (redacted), again",
                "credential=abc123 | credential=(redacted)",
                "fs.azure.account.key=abc | fs.azure.account.key=(redacted)",
                "{\"password\":\"hunter2\"} | {\"password\":(redacted)}",
                "password='hunter 2', next | password=(redacted), next",
                "password=\"cut off | password=(redacted)",
                "{\\\"password\\\": \\\"hunter2\\\"} | {\\\"password\\\": (redacted)}",
                "ann@example.org | ann@example.org",
                "tokens = 7 | tokens = 7",
                "out/versions/1 | out/versions/1"
            })
    void textKeepsEverythingButSecrets(String text, String shown) {
        assertThat(Redaction.text(text)).isEqualTo(shown);
    }

    @Test
    void messagesOfUserExceptionsAreRedacted() {
        assertThat(UserException.input("input s3a://key:s3cr3t@bucket does not exist"))
                .hasMessage("input s3a://(redacted)@bucket does not exist");
    }
}
