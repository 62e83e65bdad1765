package org.computetrends.publish;

import java.io.Serializable;

/** A text that messages, logs and {@code toString} never show. Serializable, because executors need it. */
record Secret(String reveal) implements Serializable {
    @Override
    public String toString() {
        return "(secret)";
    }
}
