package org.computetrends.population;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.computetrends.stats.ParallelTasks;

/**
 * The vintages that a run has in memory: the analysed vintage, and earlier and later ones. If the analysed vintage is
 * large, only its releases on frontiers are here. The analysed vintage is absent if even these are too many, or if no
 * table needs the vintage.
 */
public final class LoadedVintages {
    private final LocalDate analysedDate;
    private final Optional<LoadedVintage> analysedOrFrontiers;
    private final List<LoadedVintage> otherVintages;
    private final TreeMap<LocalDate, LoadedVintage> byDate = new TreeMap<>();

    /**
     * @param analysedDate the date of the analysed vintage
     * @param analysedOrFrontiers the analysed vintage, or its releases on frontiers; empty if not in memory
     * @param otherVintages other vintages, each complete, in order of date
     */
    public LoadedVintages(
            LocalDate analysedDate, Optional<LoadedVintage> analysedOrFrontiers, List<LoadedVintage> otherVintages) {
        this.analysedDate = analysedDate;
        this.analysedOrFrontiers = analysedOrFrontiers;
        this.otherVintages = List.copyOf(otherVintages);
        otherVintages.forEach(vintage -> byDate.put(vintage.date(), vintage));
        analysedOrFrontiers.ifPresent(vintage -> byDate.put(vintage.date(), vintage));
    }

    public LocalDate analysedDate() {
        return analysedDate;
    }

    /** The analysed vintage, if all of it is in memory. */
    public Optional<LoadedVintage> completeAnalysed() {
        return analysedOrFrontiers.filter(LoadedVintage::isComplete);
    }

    /**
     * The analysed vintage, or only its releases on frontiers; empty if neither is in memory. {@link LoadedVintage#has}
     * says which populations can be selected from it.
     */
    public Optional<LoadedVintage> analysedOrFrontiers() {
        return analysedOrFrontiers;
    }

    /** The vintages in memory before the analysed one, in order of date. */
    public List<LoadedVintage> earlier() {
        return List.copyOf(byDate.headMap(analysedDate).values());
    }

    /**
     * A digest of every vintage in memory except the analysed one, one per line. The run's id depends on these digests.
     */
    public String digestOfOthers() {
        return String.join("\n", ParallelTasks.map(otherVintages, LoadedVintage::digest));
    }

    /** The date of the newest vintage in memory. At least one vintage must be in memory. */
    public LocalDate newestDate() {
        return byDate.lastKey();
    }

    /** The date of the newest vintage in memory at or before a date; empty if there is none. */
    public Optional<LocalDate> newestAtOrBefore(LocalDate date) {
        return Optional.ofNullable(byDate.floorKey(date));
    }

    /** The vintages in memory up to the analysed one, in order of date. The analysed one may be incomplete. */
    public List<LoadedVintage> upToAnalysed() {
        return List.copyOf(byDate.headMap(analysedDate, true).values());
    }

    /** The vintage with a date, which must be in memory. */
    public LoadedVintage vintage(LocalDate date) {
        return Objects.requireNonNull(byDate.get(date), date::toString);
    }
}
