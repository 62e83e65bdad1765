package org.computetrends.evaluate;

import java.util.function.UnaryOperator;

/**
 * A setting's value in place of the run's.
 *
 * @param setting the setting's name, such as {@code frontier-size}
 * @param value its value, such as {@code 5}
 * @param change makes the run's settings those with this value
 */
public record Alternative(String setting, String value, UnaryOperator<Variant> change) {

    /** The setting of releases that are left out, by id. */
    public static final String EXCLUDED_RELEASES = "excluded-releases";

    /** Whether it leaves releases out by id. */
    public boolean excludesReleases() {
        return setting.equals(EXCLUDED_RELEASES);
    }

    String id() {
        return setting + "=" + value;
    }
}
