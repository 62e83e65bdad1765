package org.computetrends.select;

import java.nio.ByteBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The bytes of a text in a Parquet file, which may be anything: Parquet's writers do not all see to it that they are UTF-8, and
 * whoever reads them as if they were gets U+FFFD. The character NUL is none that a database's text can hold.
 */
final class TextBytes {
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;

    private TextBytes() {}

    /** Whether a text is UTF-8 without NUL. */
    static boolean areText(UTF8String text) {
        return areAscii(text) || (text.isValid() && text.find(NUL, 0) < 0);
    }

    private static final UTF8String NUL = UTF8String.fromString("\0");

    /** Whether a text is ASCII without NUL, as most are: eight bytes at a time. */
    private static boolean areAscii(UTF8String text) {
        Object base = text.getBaseObject();
        long at = text.getBaseOffset();
        long end = at + text.numBytes();
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = Platform.getLong(base, at);
            // The second term has a high bit where a byte is 0, and none where all are from 1 to 127.
            if (((word | (word - ONES)) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            if (Platform.getByte(base, at) <= 0) {
                return false;
            }
        }
        return true;
    }

    /** A text for people: bytes that are not UTF-8 as {@code \xE9}, and NUL as {@code \0}. */
    static String shown(UTF8String text) {
        StringBuilder shown = new StringBuilder();
        byte[] bytes = text.getBytes();
        int from = 0;
        for (Optional<Integer> bad = firstBad(bytes, from); bad.isPresent(); bad = firstBad(bytes, from)) {
            shown.append(new String(bytes, from, bad.get() - from, StandardCharsets.UTF_8));
            shown.append(String.format(java.util.Locale.ROOT, "\\x%02X", bytes[bad.get()]));
            from = bad.get() + 1;
        }
        return shown.append(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8))
                .toString()
                .replace("\0", "\\0");
    }

    /** What keeps a text from being one. */
    static String fault(UTF8String text) {
        byte[] bytes = text.getBytes();
        return firstBad(bytes, 0)
                .map(bad -> String.format(
                        java.util.Locale.ROOT,
                        "is not UTF-8: byte %d of its %d is 0x%02X; the program that wrote the file has to write UTF-8",
                        bad + 1,
                        bytes.length,
                        bytes[bad]))
                .orElse("holds the character NUL (U+0000)");
    }

    /** The place of the first byte from a place on that no character of UTF-8 begins with, or that cuts one short. */
    private static Optional<Integer> firstBad(byte[] bytes, int from) {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
        java.nio.CharBuffer characters = java.nio.CharBuffer.allocate(bytes.length - from);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(rest, characters, true);
        return result.isError() ? Optional.of(rest.position()) : Optional.empty();
    }
}
