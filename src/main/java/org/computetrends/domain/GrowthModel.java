package org.computetrends.domain;

/** The shape of growth that a trend assumes. */
public enum GrowthModel {
    /** A line in log space: a constant growth factor per year. */
    EXPONENTIAL("exponential");

    private final String id;

    GrowthModel(String id) {
        this.id = id;
    }

    /** Its name in tables. */
    public String id() {
        return id;
    }
}
