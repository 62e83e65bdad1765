package org.computetrends.select;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The key by which sound rows are compared to find duplicates. Rows of equal name, date and organizations are
 * duplicates of one release.
 *
 * @param name the id without number: the name in lower case, with single blanks
 * @param publishedOn the date, without imputation
 * @param organizations the organizations in lower case, separated by semicolons
 * @param rank decides which of several duplicates is kept: the row with the lowest rank, compared as unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by ORDER only
record ReleaseKey(String name, LocalDate publishedOn, String organizations, byte[] rank) implements Serializable {

    /** Spark's order of texts, so that the curation in memory numbers releases as Spark's tasks do. */
    private static final Comparator<String> BY_BYTES = (first, second) ->
            Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));

    /** Orders by name, date and organizations. Of the rows of one release, the row to keep comes first. */
    static final Comparator<ReleaseKey> ORDER = Comparator.comparing(ReleaseKey::name, BY_BYTES)
            .thenComparing(ReleaseKey::publishedOn)
            .thenComparing(ReleaseKey::organizations, BY_BYTES)
            .thenComparing(ReleaseKey::rank, Arrays::compareUnsigned);

    boolean isSameRelease(ReleaseKey other) {
        return name.equals(other.name)
                && publishedOn.equals(other.publishedOn)
                && organizations.equals(other.organizations);
    }
}
