package org.computetrends.select;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.WhiteSpace;
import org.computetrends.sql.RowMarks;

/**
 * Names of releases as bytes, and their ids: the name in lower case with single blanks. A name with a given id begins
 * with a byte that no UTF-8 text begins with, the length of the id and the id.
 */
final class ReleaseNames {
    private static final byte GIVEN = (byte) 0xFF;
    private static final int ID = 1 + Integer.BYTES;

    private ReleaseNames() {}

    static byte[] of(byte[] id, byte[] name) {
        return ByteBuffer.allocate(ID + id.length + name.length)
                .put(GIVEN)
                .putInt(id.length)
                .put(id)
                .put(name)
                .array();
    }

    static byte[] numbered(byte[] name, int number) {
        return of(id(id(name), number).getBytes(StandardCharsets.UTF_8), name);
    }

    /** A name in lower case, with a number above 1 appended. */
    static String id(String name, int number) {
        return number == RowMarks.FIRST ? name : name + RowMarks.BEFORE_NUMBER + number;
    }

    /** The end of the given id, where the name begins; 0 without one. */
    private static int idEnd(byte[] name) {
        if (name.length < ID || name[0] != GIVEN) {
            return 0;
        }
        int length = ByteBuffer.wrap(name).getInt(1);
        return length >= 0 && length <= name.length - ID ? ID + length : 0;
    }

    /** Compares the ids of two names in Spark's order of texts. */
    static int compareIds(byte[] name, byte[] other) {
        return name == other ? 0 : Arrays.compareUnsigned(idBytes(name), idBytes(other));
    }

    static String id(byte[] name) {
        return new String(idBytes(name), StandardCharsets.UTF_8);
    }

    static byte[] idBytes(byte[] name) {
        int idEnd = idEnd(name);
        if (idEnd > 0) {
            return Arrays.copyOfRange(name, ID, idEnd);
        }
        byte[] id = new byte[name.length];
        int length = 0;
        boolean isBlankDue = false;
        for (byte letter : name) {
            if (letter < 0) {
                return lowerCase(name);
            }
            if (letter == ' ' || (letter >= '\t' && letter <= '\r')) {
                isBlankDue = length > 0;
            } else {
                if (isBlankDue) {
                    id[length++] = ' ';
                    isBlankDue = false;
                }
                id[length++] = (byte) (letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter);
            }
        }
        return length == id.length ? id : Arrays.copyOf(id, length);
    }

    /** A name with single blanks. */
    static String name(byte[] name) {
        int idEnd = idEnd(name);
        return WhiteSpace.folded(new String(name, idEnd, name.length - idEnd, StandardCharsets.UTF_8));
    }

    private static byte[] lowerCase(byte[] name) {
        return LowerCase.of(name(name)).getBytes(StandardCharsets.UTF_8);
    }
}
