package org.computetrends.evaluate;

import java.util.function.UnaryOperator;

/**
 * A setting of populations with a value that replaces the run's value.
 *
 * @param setting the setting's name, such as {@code frontier-size}
 * @param value the setting's value as text, such as {@code 5}
 * @param change sets the value in a variant
 */
public record Alternative(String setting, String value, UnaryOperator<Variant> change) {

    /** The setting that lists the ids of excluded releases. */
    public static final String EXCLUDED_RELEASES = "excluded-releases";

    public boolean excludesReleases() {
        return setting.equals(EXCLUDED_RELEASES);
    }

    String id() {
        return setting + "=" + value;
    }
}
