package org.computetrends.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Names of releases as bytes, and the ids made of them: in lower case and without needless blanks. Where ids are given, a
 * byte that no text has stands between the id and the name.
 */
final class ReleaseNames {
    private static final byte BETWEEN = (byte) 0xFF;

    private ReleaseNames() {}

    /** A name whose id is given. */
    static byte[] of(byte[] id, byte[] name) {
        byte[] both = Arrays.copyOf(id, id.length + 1 + name.length);
        both[id.length] = BETWEEN;
        System.arraycopy(name, 0, both, id.length + 1, name.length);
        return both;
    }

    /** Where the given id ends; below 0 where none is. */
    private static int idEnd(byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (name[i] == BETWEEN) {
                return i;
            }
        }
        return -1;
    }

    /** Compares the ids of two names as Spark compares texts. */
    static int compareIds(byte[] name, byte[] other) {
        return name == other ? 0 : Arrays.compareUnsigned(idBytes(name), idBytes(other));
    }

    static String id(byte[] name) {
        return new String(idBytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] idBytes(byte[] name) {
        int idEnd = idEnd(name);
        if (idEnd >= 0) {
            return Arrays.copyOf(name, idEnd);
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
        return Arrays.copyOf(id, length);
    }

    /** A name without needless blanks. */
    static String name(byte[] name) {
        int idEnd = idEnd(name);
        String blanksJoined =
                new String(name, idEnd + 1, name.length - idEnd - 1, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        int from = blanksJoined.startsWith(" ") ? 1 : 0;
        int to = blanksJoined.length() - (blanksJoined.length() > from && blanksJoined.endsWith(" ") ? 1 : 0);
        return blanksJoined.substring(from, to);
    }

    private static byte[] lowerCase(byte[] name) {
        return lowerCase(name(name)).getBytes(StandardCharsets.UTF_8);
    }

    /** A text in lower case, as {@link org.computetrends.sql.LowerCase} has it. */
    static String lowerCase(String text) {
        return text.replace('\u03a3', '\u03c3').toLowerCase(Locale.ROOT);
    }
}
