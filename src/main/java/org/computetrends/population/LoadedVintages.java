package org.computetrends.population;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.computetrends.stats.ParallelTasks;

/**
 * The vintages that a run has in memory: earlier and later ones, and the one analysed. Of a large one analysed, only
 * the releases on frontiers and records are here. It is absent if even these are too many, or if no table needs it.
 */
public final class LoadedVintages {
    private final LocalDate analysedDate;
    private final Optional<LoadedVintage> ownOrFrontiers;
    private final List<LoadedVintage> otherVintages;
    private final TreeMap<LocalDate, LoadedVintage> byDate = new TreeMap<>();

    /**
     * @param analysed the date of the vintage analysed
     * @param own the vintage analysed, or of a large one the releases on frontiers; empty if not in memory
     * @param others other vintages, in order of date
     */
    public LoadedVintages(LocalDate analysed, Optional<LoadedVintage> own, List<LoadedVintage> others) {
        this.analysedDate = analysed;
        this.ownOrFrontiers = own;
        this.otherVintages = List.copyOf(others);
        otherVintages.forEach(vintage -> byDate.put(vintage.date(), vintage));
        own.ifPresent(vintage -> byDate.put(vintage.date(), vintage));
    }

    public LocalDate analysed() {
        return analysedDate;
    }

    /** The vintage analysed, if all of it is in memory. */
    public Optional<LoadedVintage> own() {
        return ownOrFrontiers.filter(LoadedVintage::isComplete);
    }

    /**
     * The vintage analysed, or only its releases on frontiers; empty if neither is in memory. Before selecting from it,
     * ask {@link LoadedVintage#has}.
     */
    public Optional<LoadedVintage> ranked() {
        return ownOrFrontiers;
    }

    /** The vintages in memory before the one analysed, in order of date. */
    public List<LoadedVintage> earlier() {
        return List.copyOf(byDate.headMap(analysedDate).values());
    }

    /** A digest of every other vintage in memory, one per line: the run's id depends on them. */
    public String digestOfOthers() {
        return String.join("\n", ParallelTasks.map(otherVintages, LoadedVintage::digest));
    }

    /** The date of the newest vintage in memory. There must be one. */
    public LocalDate newest() {
        return byDate.lastKey();
    }

    /** The date of the newest vintage in memory at or before a date; empty if there is none. */
    public Optional<LocalDate> atOrBefore(LocalDate date) {
        return Optional.ofNullable(byDate.floorKey(date));
    }

    /** The vintages in memory up to the one analysed, which may be there in part, in order of date. */
    public List<LoadedVintage> upToAnalysed() {
        return List.copyOf(byDate.headMap(analysedDate, true).values());
    }

    /**
     * The releases in memory of a vintage, of a large one only those on frontiers, in the order of their ids, including
     * those without a value of any metric.
     */
    public List<AnalysedRelease> releases(LocalDate vintage) {
        return Objects.requireNonNull(byDate.get(vintage), vintage::toString).releases();
    }

    /** Selects populations from a vintage in memory. */
    public PopulationSelector selector(LocalDate vintage) {
        return Objects.requireNonNull(byDate.get(vintage), vintage::toString).selector();
    }
}
