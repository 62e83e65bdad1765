package org.computetrends.domain;

/** The resources of a training run that are estimated from past runs. */
public enum RunResource implements Identified {
    COST_AMORTIZED,
    COST_CLOUD,
    COST_ACQUISITION,
    POWER,
    DURATION,
    ENERGY;

    /** A note for readers that defines the three costs and says which to quote. */
    public static String costNote(String unit) {
        return "Quote the amortized cost for a run. It is the part of the hardware's price that the run uses up, with its"
                + " energy. Cloud rental is the price of renting that hardware for the run; acquisition is the price of buying"
                + " it, without energy. Costs are in " + unit
                + ", and leave out staff and experiments (Cottier et al. 2024, arXiv 2405.21015).";
    }

    public String label() {
        return switch (this) {
            case COST_AMORTIZED -> "Cost, amortized";
            case COST_CLOUD -> "Cost, cloud rental";
            case COST_ACQUISITION -> "Cost, acquisition";
            case POWER -> "Power";
            case DURATION -> "Duration";
            case ENERGY -> "Energy";
        };
    }
}
