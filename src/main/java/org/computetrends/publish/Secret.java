package org.computetrends.publish;

import java.io.Serializable;

/** A text that messages, logs and records never show. Serializable, because executors need it. */
final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String text;

    Secret(String text) {
        this.text = text;
    }

    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
