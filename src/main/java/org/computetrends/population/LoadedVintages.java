package org.computetrends.population;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.computetrends.stats.LargestFirst;

/**
 * The vintages of a dataset that a run has in memory: its own, unless it has too many releases or no table needs it, and
 * others.
 */
public final class LoadedVintages {
    private final LocalDate analysed;
    private final Optional<LoadedVintage> ranked;
    private final List<LoadedVintage> others;
    private final TreeMap<LocalDate, LoadedVintage> byDate = new TreeMap<>();

    /**
     * @param analysed the date of the vintage analysed
     * @param own that vintage, where it is in memory, or the part that frontiers need
     * @param others others, in order of date
     */
    public LoadedVintages(LocalDate analysed, Optional<LoadedVintage> own, List<LoadedVintage> others) {
        this.analysed = analysed;
        this.ranked = own;
        this.others = List.copyOf(others);
        this.others.forEach(vintage -> byDate.put(vintage.date(), vintage));
        own.ifPresent(vintage -> byDate.put(vintage.date(), vintage));
    }

    /** The date of the vintage analysed. */
    public LocalDate analysed() {
        return analysed;
    }

    /** The vintage analysed, if all of it is in memory. */
    public Optional<LoadedVintage> own() {
        return ranked.filter(LoadedVintage::isComplete);
    }

    /** The vintage analysed, or the part that frontiers need, if that is in memory: see {@link LoadedVintage#has}. */
    public Optional<LoadedVintage> ranked() {
        return ranked;
    }

    /** The vintages in memory before it, in order of date. */
    public List<LoadedVintage> earlier() {
        return List.copyOf(byDate.headMap(analysed).values());
    }

    /** A digest of every vintage in memory except the one analysed. */
    public String digestOfOthers() {
        return String.join("\n", LargestFirst.map(others, LoadedVintage::digest));
    }

    /** The newest vintage in memory. */
    public LocalDate newest() {
        return byDate.lastKey();
    }

    /** The newest vintage at or before a date; empty if all are later. */
    public Optional<LocalDate> atOrBefore(LocalDate date) {
        return Optional.ofNullable(byDate.floorKey(date));
    }

    /** The vintages in memory up to and including the one analysed, in order of date. */
    public List<LoadedVintage> upToAnalysed() {
        return List.copyOf(byDate.headMap(analysed, true).values());
    }

    /** The releases of a vintage in the order of their ids, including those without a value of any metric. */
    public List<AnalysedRelease> releases(LocalDate vintage) {
        return Objects.requireNonNull(byDate.get(vintage), vintage::toString).releases();
    }

    /** The releases of a vintage with a value of some metric, from which populations are selected. */
    public List<AnalysedRelease> measured(LocalDate vintage) {
        return Objects.requireNonNull(byDate.get(vintage), vintage::toString).measured();
    }
}
