package org.computetrends.cli;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.ShippedFiles;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.VintageScope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options from which a command's configuration is loaded: a preset, a file and single settings. */
class ConfigurationOptions {
    private static final String SINKS = "publishing.sinks";

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = Presets.class,
            description = "A published analysis's settings: ${COMPLETION-CANDIDATES}.")
    private @Nullable String preset;

    @Option(
            names = "--conf",
            paramLabel = "FILE",
            description = "A file of settings, of the form of conf/compute-trends.conf.")
    private @Nullable File file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "One setting; may be repeated. Lists and sections as in a file: --set 'curation.excluded-confidence=[]'.")
    private Map<String, String> settings = new LinkedHashMap<>();

    private List<String> sinks = List.of();

    /** Adds the options that change settings of a run, for the commands {@code run} and {@code config}. */
    static final class Publishing extends ConfigurationOptions {
        @Mixin
        private Releases releases;

        @Mixin
        private Destination destination;

        @Option(names = "--seed", paramLabel = "N", description = "The seed of every random draw.")
        private @Nullable Long seed;

        @Option(
                names = "--fail-if-changed",
                paramLabel = "PERCENT",
                description =
                        "Publish nothing and end with exit code 5 if a trend's growth moved by more than this, such"
                                + " as 5%%, since the last publication, or if a trend is no longer fitted.")
        private @Nullable String failIfChanged;

        @Option(
                names = "--companion",
                paramLabel = "FILE",
                description =
                        "A CSV file with a benchmark index: a score of each release. It gives a second estimate of"
                                + " unknown compute.")
        private @Nullable String companion;

        @Override
        TrendConfig load() {
            releases.addTo(this);
            destination.addTo(this);
            set("seed", seed);
            set("publishing.fail-if-changed", failIfChanged);
            set("nowcasts.companion.file", companion);
            return super.load();
        }
    }

    /** The options that select the releases to read. */
    static final class Releases {
        @Option(
                names = {"-i", "--input"},
                paramLabel = "PATH",
                description =
                        "The releases: a Parquet dataset with vintage=YYYY-MM-DD folders, or a Parquet file or folder.")
        private @Nullable String input;

        @Option(names = "--vintage", paramLabel = "DATE", description = "The vintage; the newest if not given.")
        private @Nullable LocalDate vintage;

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                completionCandidates = Scopes.class,
                description = "The vintages to choose from: ${COMPLETION-CANDIDATES}; comparable if not given.")
        private @Nullable String scope;

        void addTo(ConfigurationOptions options) {
            options.set("input", input);
            options.set("vintage", vintage);
            options.set("scope", scope);
        }
    }

    /** The options that select where tables are published. */
    static final class Destination {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "PATH",
                description = "Where tables and the manifest go.")
        private @Nullable String output;

        @Option(
                names = "--sink",
                paramLabel = "ADDRESS",
                description = "One sink more; may be repeated: postgresql://HOST/DATABASE, iceberg:WAREHOUSE,"
                        + " iceberg:CATALOG.NAMESPACE or catalog:NAME.SCHEMA, with parameters as conf/compute-trends.conf has them. A"
                        + " password is never part of it.")
        private List<String> sinks = List.of();

        void addTo(ConfigurationOptions options) {
            options.set("output", output);
            options.sinks = sinks;
        }
    }

    /** The values of {@code --preset}, for messages and completion. */
    static final class Presets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ConfigLoader.PRESETS.iterator();
        }
    }

    /** The values of {@code --scope}, for messages and completion. */
    static final class Scopes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Stream.of(VintageScope.COMPARABLE), VintageScope.ids().stream())
                    .iterator();
        }
    }

    /** Sets a setting to the value of a command's own option; does nothing if the option is not given (null). */
    void set(String key, @Nullable Object value) {
        putIfGiven(settings, key, value);
    }

    /**
     * The configuration that results from all options. Paths of the default input and claims are relative to the
     * installation's folder, not to the working folder.
     *
     * @throws org.computetrends.domain.UserException when a setting is not valid; the message lists all faults
     */
    TrendConfig load() {
        // Loaded twice, because only the first result shows the configured sinks and which paths are defaults.
        TrendConfig config = load(settings);
        Map<String, String> allSettings = new LinkedHashMap<>(settings);
        if (!sinks.isEmpty()) {
            List<String> allSinks = new ArrayList<>(config.source().getStringList(SINKS));
            allSinks.addAll(sinks);
            allSettings.put(SINKS, ConfigValueFactory.fromIterable(allSinks).render(ConfigRenderOptions.concise()));
        }
        String installation = System.getProperty("compute-trends.home");
        if (installation != null && config.isDefault("input") && ShippedFiles.isRelative(config.input())) {
            allSettings.put("input", installation + "/" + config.input());
        }
        if (config.isDefault("claims.file")) {
            allSettings.put(
                    "claims.file",
                    ShippedFiles.installed(installation, config.history().claimsFile()));
        }
        return load(allSettings);
    }

    private TrendConfig load(Map<String, String> allSettings) {
        return new ConfigLoader(Optional.ofNullable(preset), ShippedFiles.settings(file), allSettings).load();
    }

    static void putIfGiven(Map<String, String> settings, String key, @Nullable Object value) {
        if (value != null) {
            settings.put(key, value.toString());
        }
    }
}
