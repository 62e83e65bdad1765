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

    String id() {
        return setting + "=" + value;
    }
}
