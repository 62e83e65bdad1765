package org.computetrends.publish;

import java.io.Serializable;

/** A text that no message, log or record shows. It goes to executors inside a task. */
final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String text;

    Secret(String text) {
        this.text = text;
    }

    /** The text, for the one who must have it. */
    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
