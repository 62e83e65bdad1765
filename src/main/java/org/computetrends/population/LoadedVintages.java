package org.computetrends.population;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.computetrends.stats.LargestFirst;

/**
 * The vintages of a dataset that a run holds: its own, unless it has too many releases or no table needs it, and
 * others.
 */
public final class LoadedVintages {
    private final LocalDate analysed;
    private final Optional<LoadedVintage> ranked;
    private final List<LoadedVintage> others;
    private final TreeMap<LocalDate, LoadedVintage> byDate = new TreeMap<>();

    /**
     * @param analysed the date of the vintage analysed
     * @param own that vintage, where it is in memory, or as much of it as frontiers need
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

    /** The vintage analysed, where all of it is in memory. */
    public Optional<LoadedVintage> own() {
        return ranked.filter(LoadedVintage::isComplete);
    }

    /** The vintage analysed, where all of it is in memory, or as much as frontiers need: see {@link LoadedVintage#has}. */
    public Optional<LoadedVintage> ranked() {
        return ranked;
    }

    /** The vintages before it that are held, in order of date. */
    public List<LoadedVintage> earlier() {
        return List.copyOf(byDate.headMap(analysed).values());
    }

    /** A digest of every vintage held but the one analysed. */
    public String digestOfOthers() {
        return String.join("\n", LargestFirst.map(others, LoadedVintage::digest));
    }

    /** The newest vintage held. */
    public LocalDate newest() {
        return byDate.lastKey();
    }

    /** The newest vintage at or before a date; empty where all are later. */
    public Optional<LocalDate> atOrBefore(LocalDate date) {
        return Optional.ofNullable(byDate.floorKey(date));
    }

    /** The held vintages up to and including the one analysed, in order of date. */
    public List<LoadedVintage> upToAnalysed() {
        return List.copyOf(byDate.headMap(analysed, true).values());
    }

    /** The releases of a vintage in the order of their ids, those without a value of any metric included. */
    public List<AnalysedRelease> releases(LocalDate vintage) {
        return Objects.requireNonNull(byDate.get(vintage), vintage::toString).releases();
    }

    /** Those of a vintage that have a value of some metric, as populations are selected from. */
    public List<AnalysedRelease> measured(LocalDate vintage) {
        return Objects.requireNonNull(byDate.get(vintage), vintage::toString).measured();
    }
}
