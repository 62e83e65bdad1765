package org.computetrends.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.WhatIf;

/** Reads the what-ifs: ways to need less of a resource. */
final class WhatIfReader {

    private WhatIfReader() {}

    static List<WhatIf> whatIfs(SettingsReader root) {
        List<WhatIf> whatIfs = new ArrayList<>();
        root.sections("what-ifs").forEach((id, section) -> {
            Map<WhatIf.Kind, Quantity> factors = new EnumMap<>(WhatIf.Kind.class);
            SettingsReader byQuantity = section.section("factors");
            for (WhatIf.Kind kind : WhatIf.Kind.values()) {
                String key = SettingsReader.idOf(kind);
                if (byQuantity.keys().contains(key)) {
                    factors.put(kind, factor(byQuantity.section(key)));
                }
            }
            whatIfs.add(new WhatIf(id, section.filledText("source"), factors));
        });
        return List.copyOf(whatIfs);
    }

    private static Quantity factor(SettingsReader section) {
        double value = section.number("value", 1e-9, 1e9);
        double low = section.number("low", 1e-9, 1e9);
        double high = section.number("high", 1e-9, 1e9);
        if (low > value || value > high) {
            section.fault("value", Double.toString(value), "must be between low = " + low + " and high = " + high);
        }
        return new Quantity(value, low, high);
    }
}
