package org.computetrends.select;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bytes of a release's name, which may have the number that its id gets. */
class ReleaseNamesTest {
    @Test
    void aStoredIdOverridesTheName() {
        byte[] namedBytes = ReleaseNames.numbered("GPT-4".getBytes(UTF_8), 2);
        assertThat(ReleaseNames.id(namedBytes)).isEqualTo("gpt-4#2");
        assertThat(ReleaseNames.name(namedBytes)).isEqualTo("GPT-4");
        assertThat(ReleaseNames.compareIds(namedBytes, "GPT-4".getBytes(UTF_8))).isPositive();
    }

    /** Bytes that are no text at all are a name like any other. */
    @Test
    void aNameThatBeginsWithAnInvalidByteHasNoStoredId() {
        byte[] name = {(byte) 0xFF, 'A', 'b', 'c', 'd', 'e'};
        assertThat(ReleaseNames.name(name)).endsWith("Abcde");
        assertThat(ReleaseNames.id(name)).endsWith("abcde");
    }
}
