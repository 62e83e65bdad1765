package org.computetrends.stats;

/** Which of two breaks of a trend is meant: the earlier or the later one. */
enum BreakOrder {
    FIRST,
    SECOND;

    BreakOrder other() {
        return this == FIRST ? SECOND : FIRST;
    }
}
