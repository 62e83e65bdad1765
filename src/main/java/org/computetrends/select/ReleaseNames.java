package org.computetrends.select;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.WhiteSpace;
import org.computetrends.sql.RowMarks;

/**
 * Names of releases as UTF-8 bytes, and the ids derived from names. Bytes avoid a string for each row.
 *
 * <p>An id is the name in lower case with single blanks. If several releases have the same name, the ids of all but the
 * first end with a number. An id with a number cannot be derived, so the bytes contain it before the name. They are:
 * {@link #STORED_ID}, the length of the id in four bytes, the id, the name.
 */
final class ReleaseNames {
    /** Marks a stored id. UTF-8 does not use this byte, so no name begins with it. */
    private static final byte STORED_ID = (byte) 0xFF;

    /** The index at which a stored id begins. */
    private static final int ID_BEGIN = 1 + Integer.BYTES;

    private ReleaseNames() {}

    /** Stores the id with a number before a name. */
    static byte[] withNumberedId(byte[] name, int number) {
        byte[] id = id(id(name), number).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(ID_BEGIN + id.length + name.length)
                .put(STORED_ID)
                .putInt(id.length)
                .put(id)
                .put(name)
                .array();
    }

    /**
     * The id of a release that may share its name with others.
     *
     * @param name the id without number
     * @param number the release's number among the releases of its name; the id of number 1 has no number
     */
    static String id(String name, int number) {
        return number == RowMarks.FIRST ? name : name + RowMarks.ID_NUMBER_SEPARATOR + number;
    }

    /** The index at which a stored id ends and the name begins; 0 if no id is stored. */
    private static int idEnd(byte[] name) {
        if (name.length < ID_BEGIN || name[0] != STORED_ID) {
            return 0;
        }
        int length = ByteBuffer.wrap(name).getInt(1);
        return length >= 0 && length <= name.length - ID_BEGIN ? ID_BEGIN + length : 0;
    }

    /** Compares the ids of two names in the order of their UTF-8 bytes, as Spark does. */
    static int compareIds(byte[] name, byte[] other) {
        return name == other ? 0 : Arrays.compareUnsigned(idBytes(name), idBytes(other));
    }

    static String id(byte[] name) {
        return new String(idBytes(name), StandardCharsets.UTF_8);
    }

    static byte[] idBytes(byte[] name) {
        int idEnd = idEnd(name);
        if (idEnd > 0) {
            return Arrays.copyOfRange(name, ID_BEGIN, idEnd);
        }
        // Does the same as name(...) and LowerCase for visible ASCII characters and blanks, but creates no string.
        byte[] id = new byte[name.length];
        int length = 0;
        boolean isBlankDue = false;
        for (byte letter : name) {
            boolean isBlank = letter == ' ' || (letter >= '\t' && letter <= '\r');
            if (letter < ' ' && !isBlank) { // a control character, or negative: not ASCII
                return LowerCase.of(name(name)).getBytes(StandardCharsets.UTF_8);
            }
            if (isBlank) {
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

    /** The name with single blanks, without a stored id. */
    static String name(byte[] name) {
        int idEnd = idEnd(name);
        return WhiteSpace.folded(new String(name, idEnd, name.length - idEnd, StandardCharsets.UTF_8));
    }
}
