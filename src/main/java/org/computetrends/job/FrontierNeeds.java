package org.computetrends.job;

import java.util.ArrayList;
import java.util.List;
import org.computetrends.config.TrendConfig;
import org.computetrends.held.FrontierRules;

/**
 * The rules by which frontiers are selected for the tables published, of a vintage that is too large to be in memory.
 *
 * @param config the settings
 */
record FrontierNeeds(TrendConfig config) {

    /** What a run on frontiers alone leaves out. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        return warnings;
    }

    FrontierRules rules() {
        if (!OtherVintages.needsOwn(config)) {
            return FrontierRules.NONE;
        }
        List<FrontierRules.Asked> asked = new ArrayList<>(config.knowledge().asked());
        asked.addAll(config.backtest().asked());
        asked.addAll(config.sensitivity().asked());
        return FrontierRules.of(asked);
    }
}
