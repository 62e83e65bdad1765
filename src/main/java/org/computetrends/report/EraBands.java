package org.computetrends.report;

import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.epochMillis;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.vega;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Era;

/** Draws bands behind the headline chart: one for each era, and one for the time after the vintage's date. */
record EraBands(DisplayNames names, LocalDate vintage) {
    /** Where the band of an era without a first day begins: before every release. */
    private static final LocalDate BEFORE_ALL = LocalDate.of(1940, 1, 1);

    /**
     * Two layers: bands, every second one shaded, and the bands' names. The chart's parameters {@code from} and {@code
     * to} bound the visible time; the transforms cut bands to it. Short bands have no name.
     */
    List<Map<String, Object>> layers() {
        List<Map<String, Object>> bands = new ArrayList<>();
        boolean shaded = false;
        for (Era era : names.timeline().eras()) {
            LocalDate from = era.from() == null ? BEFORE_ALL : era.from();
            LocalDate to = era.to() == null ? vintage : era.to();
            bands.add(band(from, to, names.era(era.id()), shaded));
            shaded = !shaded;
        }
        bands.add(band(vintage, HeadlineDatasets.LAST_DAY, "Projected", shaded));
        Map<String, Object> inSight = filter("datum.to > from && datum.from < to");
        Map<String, Object> start = vega("{calculate: 'max(datum.from, from)', as: 'start'}");
        Map<String, Object> end = vega("{calculate: 'min(datum.to, to)', as: 'end'}");
        return List.of(
                vega("""
                        {data: {values: $}, transform: [$, $, $],
                         mark: {type: 'rect', color: '--band', clip: true},
                         encoding: {x: $, x2: {field: 'end'},
                                    opacity: {condition: {test: 'datum.shaded', value: 1}, value: 0}}}
                        """, bands, inSight, start, end, date("start")),
                vega("""
                        {data: {values: $},
                         transform: [$, $, $, {filter: '(datum.end - datum.start) > 0.1 * (to - from)'}],
                         mark: {type: 'text', align: 'left', baseline: 'top', dx: 8, dy: 8, color: '--muted',
                                fontSize: 12, fontWeight: 600, y: 0},
                         encoding: {x: $, text: {field: 'name'}}}
                        """, bands, inSight, start, end, date("start")));
    }

    private static Map<String, Object> band(LocalDate from, LocalDate to, String name, boolean shaded) {
        return vega("{from: $, to: $, name: $, shaded: $}", epochMillis(from), epochMillis(to), name, shaded);
    }
}
