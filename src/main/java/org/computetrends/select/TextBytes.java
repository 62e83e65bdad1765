package org.computetrends.select;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Finds and describes malformed texts: texts read from Parquet that are not UTF-8 or contain NUL. Some programs write
 * other encodings. Decoding would replace their bytes by U+FFFD, so that different texts become equal. NUL is malformed
 * because PostgreSQL cannot store it.
 */
final class TextBytes {
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final UTF8String NUL = UTF8String.fromString("\0");

    /** The most characters of a text that a message shows. */
    private static final int MOST_CHARACTERS = 200;

    private TextBytes() {}

    /** Whether a text is UTF-8 without NUL. */
    static boolean isWellFormed(UTF8String text) {
        return isAsciiWithoutNul(text) || (text.isValid() && text.find(NUL, 0) < 0);
    }

    /** Whether a text is ASCII without NUL, as most texts are. Checks eight bytes at a time. */
    private static boolean isAsciiWithoutNul(UTF8String text) {
        Object base = text.getBaseObject();
        long offset = text.getBaseOffset();
        long end = offset + text.numBytes();
        for (; offset + Long.BYTES <= end; offset += Long.BYTES) {
            long word = Platform.getLong(base, offset);
            // word - ONES has a high bit if any byte is 0, but no high bit if all bytes are from 1 to 127.
            if (((word | (word - ONES)) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; offset < end; offset++) {
            if (Platform.getByte(base, offset) <= 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * A printable form of a text: bytes that are not UTF-8 appear as {@code \xE9}, NUL as {@code \0}. A longer form is
     * cut after {@value #MOST_CHARACTERS} characters and ends with three dots.
     */
    static String printableForm(UTF8String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes());
        CharBuffer characters = CharBuffer.allocate(MOST_CHARACTERS);
        StringBuilder form = new StringBuilder();
        CoderResult result = decode(bytes, characters);
        while (result.isError() && form.length() < MOST_CHARACTERS) {
            append(form, characters);
            form.append(String.format(Locale.ROOT, "\\x%02X", bytes.get()));
            result = decode(bytes, characters);
        }
        append(form, characters);
        return form.length() <= MOST_CHARACTERS && !bytes.hasRemaining()
                ? form.toString()
                : form.substring(0, Math.min(form.length(), MOST_CHARACTERS)) + "...";
    }

    private static void append(StringBuilder form, CharBuffer characters) {
        form.append(characters.flip().toString().replace("\0", "\\0"));
        characters.clear();
    }

    /** Why a malformed text is malformed, as the predicate of a sentence. */
    static String fault(UTF8String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes());
        // UTF-8 has no more characters than bytes.
        return decode(bytes, CharBuffer.allocate(bytes.limit())).isError()
                ? String.format(
                        Locale.ROOT,
                        "is not UTF-8: byte %d of %d is 0x%02X; the program that wrote the file has to write UTF-8",
                        bytes.position() + 1,
                        bytes.limit(),
                        bytes.get(bytes.position()))
                : "contains the character NUL (U+0000)";
    }

    /** Decodes up to the first malformed or truncated character, or until the buffer is full. */
    private static CoderResult decode(ByteBuffer bytes, CharBuffer characters) {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(bytes, characters, true);
    }
}
