package org.computetrends.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.Redaction;
import org.computetrends.domain.UserException;

/**
 * Loads and checks a configuration, which is merged from layers. From strongest to weakest, the layers are single
 * settings, a file, a preset and the defaults.
 *
 * @param settings the values of single settings by key, as in {@code --set key=value}
 */
public record ConfigLoader(Optional<String> preset, Optional<File> file, Map<String, String> settings) {

    /** The file of the defaults. Its name is the origin of settings that no other layer overrides. */
    public static final String DEFAULTS = "conf/compute-trends.conf";

    /** The file of the generator's defaults, which only {@link #loadGenerator} adds. */
    static final String GENERATOR_DEFAULTS = "conf/generator.conf";

    /** The system property with the folder of the installation; null if nothing is installed. */
    private static final String HOME = "compute-trends.home";

    private static final String NESTED_TOO_DEEPLY = "its sections are nested too deeply";

    /** The values of single settings that are parsed as in a file: lists, sections, null, flags and numbers. */
    private static final Pattern PARSED =
            Pattern.compile("(?s)[\\[{].*|null|true|false|-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    /** The parsed built-in files by name, cached because parsing a file takes longer than the rest of a load. */
    private static final Map<String, Config> BUILT_IN = new ConcurrentHashMap<>();

    public static final List<String> PRESETS = List.of("epoch-notable", "sevilla-2022");

    /**
     * Loads and checks the configuration.
     *
     * @throws UserException that names every fault found
     */
    public TrendConfig load() {
        Config source = mergedOver(resource(DEFAULTS));
        return read(source, root -> trendConfigReader(root, source).read());
    }

    /**
     * Loads and checks the settings of the generator, together with all other settings, to which they refer.
     *
     * @throws UserException that names every fault found
     */
    public GeneratorConfig loadGenerator() {
        Config source = mergedOver(resource(GENERATOR_DEFAULTS).withFallback(resource(DEFAULTS)));
        return read(source, root -> {
                    TrendConfigReader trends = trendConfigReader(root, source);
                    SettingsReader generator = root.section(GeneratorReader.SECTION);
                    return new GeneratorReader(generator, trends.vocabulary(), trends.read()).read();
                })
                .orElseThrow(() -> new IllegalStateException("a fault of the settings was not noted"));
    }

    /** A reader of all settings, secrets too. The configuration that it makes has a copy without secrets to publish. */
    private static TrendConfigReader trendConfigReader(SettingsReader root, Config source) {
        return new TrendConfigReader(root, EffectiveSettings.withoutSecrets(source));
    }

    /** Reads a configuration, and throws if there is a fault. A key that was not read is unknown, which is a fault. */
    private static <T> T read(Config source, Function<SettingsReader, T> reader) {
        List<String> faults = new ArrayList<>();
        SettingsReader root = new SettingsReader(source.root(), faults);
        T result = reader.apply(root);
        root.noteUnknownKeys();
        // Several trends can find the same fault.
        Set<String> distinctFaults = new LinkedHashSet<>(faults);
        if (!distinctFaults.isEmpty()) {
            throw UserException.usage(
                    distinctFaults.size() == 1
                            ? faults.get(0)
                            : "the configuration has " + distinctFaults.size() + " faults:\n  "
                                    + String.join("\n  ", distinctFaults));
        }
        return result;
    }

    /** The defaults, overridden by preset, file and single settings, with substitutions resolved. */
    private Config mergedOver(Config defaults) {
        Config config = defaults;
        if (preset.isPresent()) {
            if (!PRESETS.contains(preset.get())) {
                throw UserException.usage("unknown preset '" + preset.get() + "': "
                        + NearMiss.of(preset.get(), PRESETS)
                                .map(meant -> "did you mean " + meant + "?")
                                .orElse("there are " + String.join(", ", PRESETS)));
            }
            config = resource("conf/presets/" + preset.get() + ".conf").withFallback(config);
        }
        if (file.isPresent()) {
            config = parse(file.get(), ConfigParseOptions.defaults()).withFallback(config);
        }
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            config = withSetting(config, setting.getKey(), setting.getValue());
        }
        try {
            return config.resolve();
        } catch (ConfigException | StackOverflowError e) {
            throw UserException.usage("the configuration cannot be resolved: " + reason(e));
        }
    }

    /** Parses a file of the installation, which users may edit. If there is none, parses the built-in file. */
    private static Config resource(String name) {
        File installed = new File(System.getProperty(HOME), name);
        // Without an installation the path is relative. A file in the working directory does not count as installed.
        if (installed.isAbsolute() && installed.isFile()) {
            return parse(installed, ConfigParseOptions.defaults().setOriginDescription(name));
        }
        return BUILT_IN.computeIfAbsent(
                name,
                file -> ConfigFactory.parseResources(
                        ConfigLoader.class.getClassLoader(),
                        file,
                        ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(file)));
    }

    /** The origin of a setting, for users. A file of {@code conf} has the same name whether installed or built in. */
    static String displayed(ConfigOrigin origin) {
        String installation = System.getProperty(HOME, "") + "/";
        // For a file in the jar, the library adds " @ jar:file:...!/conf/..." to the name.
        String description = origin.description().replaceAll(" @ [^ ]*!/[^ :]*", "");
        return description.startsWith(installation + "conf/")
                ? description.substring(installation.length())
                : description;
    }

    private static Config parse(File file, ConfigParseOptions options) {
        if (!file.isFile()) {
            throw UserException.usage("configuration file " + file + " does not exist");
        }
        try {
            return ConfigFactory.parseFile(
                    file, options.setAllowMissing(false).appendIncluder(new LocalIncluder(null)));
        } catch (ConfigException | StackOverflowError e) {
            throw UserException.usage("configuration file " + file + " cannot be read: " + reason(e));
        }
    }

    /** Why the library failed. It overflows the stack on deeply nested sections, which it reads recursively. */
    private static String reason(Throwable failure) {
        return failure instanceof StackOverflowError ? NESTED_TOO_DEEPLY : String.valueOf(failure.getMessage());
    }

    /**
     * Sets a key. A value that is {@link #PARSED} equals the same value in a file. Any other is literal, without
     * quotes.
     */
    private static Config withSetting(Config config, String key, String value) {
        String origin = "--set " + key;
        try {
            List<String> path = new ArrayList<>(ConfigUtil.splitPath(key));
            boolean isParsed = PARSED.matcher(value).matches();
            ConfigValue newValue = isParsed ? parsed(value, origin) : ConfigValueFactory.fromAnyRef(value, origin);
            return withValueAt(config.root(), path, newValue).toConfig();
        } catch (ConfigException e) {
            throw UserException.usage("--set " + key + "=" + Redaction.value(key, value) + " cannot be read"
                    + (Redaction.isSecret(key) ? "" : ": " + e.getMessage()));
        } catch (StackOverflowError e) {
            throw UserException.usage("--set " + key + " cannot be read: " + NESTED_TOO_DEEPLY);
        }
    }

    private static ConfigValue parsed(String value, String origin) {
        ConfigParseOptions options =
                ConfigParseOptions.defaults().setOriginDescription(origin).appendIncluder(new LocalIncluder(null));
        return Objects.requireNonNull(ConfigFactory.parseString("value = " + value, options)
                        .root()
                        .get("value"))
                .withOrigin(ConfigOriginFactory.newSimple(origin));
    }

    /** Sets the value at a path. A key on the path without a section gets a new section, with the value's origin. */
    private static ConfigObject withValueAt(ConfigObject section, List<String> path, ConfigValue value) {
        String key = path.get(0);
        if (path.size() == 1) {
            return section.withValue(key, value);
        }
        ConfigObject inner = section.get(key) instanceof ConfigObject found
                ? found
                : ConfigValueFactory.fromMap(Map.of(), value.origin().description());
        return section.withValue(key, withValueAt(inner, path.subList(1, path.size()), value));
    }
}
