package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells of any bytes: which are text, and how others are shown. */
class TextBytesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "exactly8", "longer than eight", "\u0001", "\u007F", "Zürich", "中文", "😀", "12345678é"})
    void utf8WithoutNulIsText(String text) {
        assertThat(TextBytes.isWellFormed(UTF8String.fromString(text))).isTrue();
    }

    @Test
    void aBadByteIsFoundAtAnyPosition() {
        for (int length = 1; length < 20; length++) {
            for (int at = 0; at < length; at++) {
                for (byte bad : new byte[] {0, (byte) 0x80, (byte) 0xC3, (byte) 0xFF}) {
                    byte[] bytes = "abcdefghijklmnopqrst".substring(0, length).getBytes(StandardCharsets.UTF_8);
                    bytes[at] = bad;
                    assertThat(TextBytes.isWellFormed(UTF8String.fromBytes(bytes)))
                            .isFalse();
                    assertThat(TextBytes.fault(UTF8String.fromBytes(bytes)))
                            .contains(bad == 0 ? "NUL" : "byte " + (at + 1) + " of " + length);
                }
            }
        }
    }

    /** A cell of a megabyte, with only bad bytes or with a bad byte at its end: 200 characters and three dots. */
    @Test
    void longCellsAreCut() {
        byte[] bytes = new byte[1 << 20];
        Arrays.fill(bytes, (byte) 0xFF);
        assertThat(TextBytes.printableForm(UTF8String.fromBytes(bytes)))
                .startsWith("\\xFF\\xFF")
                .endsWith("...")
                .hasSize(203);
        Arrays.fill(bytes, (byte) 'a');
        bytes[bytes.length - 1] = (byte) 0xE9;
        assertThat(TextBytes.printableForm(UTF8String.fromBytes(bytes)))
                .startsWith("aaa")
                .endsWith("...")
                .hasSize(203);
        assertThat(TextBytes.fault(UTF8String.fromBytes(bytes)))
                .startsWith("is not UTF-8: byte 1048576 of 1048576 is 0xE9");
    }
}
