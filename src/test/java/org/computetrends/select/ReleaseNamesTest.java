package org.computetrends.select;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names of releases as bytes, which may contain an id with a number. */
class ReleaseNamesTest {
    @Test
    void aStoredIdIsReadBeforeTheName() {
        byte[] namedBytes = ReleaseNames.withNumberedId("GPT-4".getBytes(UTF_8), 2);
        assertThat(ReleaseNames.id(namedBytes)).isEqualTo("gpt-4#2");
        assertThat(ReleaseNames.name(namedBytes)).isEqualTo("GPT-4");
        assertThat(ReleaseNames.compareIds(namedBytes, "GPT-4".getBytes(UTF_8))).isPositive();
    }

    /** The byte 0xFF marks a stored id. An invalid name may begin with it too. */
    @Test
    void aNameThatBeginsWithAnInvalidByteHasNoStoredId() {
        byte[] name = {(byte) 0xFF, 'A', 'b', 'c', 'd', 'e'};
        assertThat(ReleaseNames.name(name)).endsWith("Abcde");
        assertThat(ReleaseNames.id(name)).endsWith("abcde");
    }

    @Test
    void idsAreNamesInLowerCaseWithSingleBlanks() {
        assertThat(id("  GPT-4 \t (Mar  2023)\n")).isEqualTo("gpt-4 (mar 2023)");
        assertThat(id(" \u00c9T\u00c9  v2 ")).isEqualTo("\u00e9t\u00e9 v2");
        assertThat(ReleaseNames.compareIds(bytes("b"), bytes("A "))).isPositive();
        assertThat(ReleaseNames.compareIds(bytes("\u00e9"), bytes("Z"))).isPositive();
    }

    /** White space at the ends is stripped, as Java defines it: with separators of the old teletypes. */
    @Test
    void idsHaveNoSeparatorsAtTheirEnds() {
        assertThat(id("\u001CGPT-4\u001F")).isEqualTo("gpt-4");
        assertThat(ReleaseNames.name(bytes("\u001CGPT-4\u001F"))).isEqualTo("GPT-4");
    }

    private static String id(String name) {
        return ReleaseNames.id(bytes(name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
