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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.Redaction;
import org.computetrends.domain.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Merges the layers of a configuration. From strongest to weakest: single settings, a file, a preset, the defaults.
 *
 * @param settings single settings, as {@code key -> value}
 */
public record ConfigLoader(Optional<String> preset, Optional<File> file, Map<String, String> settings) {

    /** The file of the defaults, also shown as the origin of a setting that is not overridden. */
    public static final String DEFAULTS = "conf/compute-trends.conf";

    /** The defaults of synthetic releases, used by one command only. */
    static final String GENERATOR_DEFAULTS = "conf/generator.conf";

    /** The system property with the folder of the installation, if there is one. */
    private static final String HOME = "compute-trends.home";

    private static final String NESTED = "its sections are nested too deeply";

    /** The built-in files by name, cached because parsing one takes longer than the rest of a load. */
    private static final Map<String, Config> BUILT_IN = new ConcurrentHashMap<>();

    public static final List<String> PRESETS = List.of("epoch-notable", "sevilla-2022");

    /**
     * Loads and checks the configuration.
     *
     * @throws UserException that names every fault found
     */
    public TrendConfig load() {
        Config source = layers(resource(DEFAULTS));
        return checked(source, root -> new TrendConfigReader(root, EffectiveSettings.withoutSecrets(source)).read());
    }

    /**
     * Loads and checks the settings of synthetic releases, together with all others, which they refer to.
     *
     * @throws UserException that names every fault found
     */
    public GeneratorConfig loadGenerator() {
        Config source = layers(resource(GENERATOR_DEFAULTS).withFallback(resource(DEFAULTS)));
        return checked(source, root -> {
                    TrendConfigReader trends = new TrendConfigReader(root, source);
                    SettingsReader generator = root.section(GeneratorReader.SECTION);
                    return new GeneratorReader(generator, trends.vocabulary(), trends.read()).read();
                })
                .orElseThrow(() -> new IllegalStateException("a fault of the settings was not noted"));
    }

    /** Reads all of a configuration. Keys that are not read are faults. */
    private static <T> T checked(Config source, Function<SettingsReader, T> reading) {
        List<String> faults = new ArrayList<>();
        SettingsReader root = new SettingsReader(source.root(), faults);
        T result = reading.apply(root);
        root.noteUnknownKeys();
        if (!faults.isEmpty()) {
            throw UserException.usage(
                    faults.size() == 1
                            ? faults.get(0)
                            : "the configuration has " + faults.size() + " faults:\n  " + String.join("\n  ", faults));
        }
        return result;
    }

    private Config layers(Config defaults) {
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
            config = parse(file.get()).withFallback(config);
        }
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            config = with(config, setting.getKey(), setting.getValue());
        }
        try {
            return config.resolve();
        } catch (ConfigException | StackOverflowError e) {
            throw UserException.usage("the configuration cannot be resolved: " + reason(e));
        }
    }

    /** A file of the installation's folder {@code conf}, which may have been edited, or else the built-in one. */
    private static Config resource(String name) {
        File installed = new File(System.getProperty(HOME), name);
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

    /** The origin of a setting. A file of {@code conf} has the same name whether installed or built in. */
    static String shown(ConfigOrigin origin) {
        String installation = System.getProperty(HOME, "") + "/";
        // For a file in the jar, the library adds " @ jar:file:...!/conf/..." to the name.
        String description = origin.description().replaceAll(" @ [^ ]*!/[^ :]*", "");
        return description.startsWith(installation + "conf/")
                ? description.substring(installation.length())
                : description;
    }

    private static Config parse(File file) {
        if (!file.isFile()) {
            throw UserException.usage("configuration file " + file + " does not exist");
        }
        return parse(file, ConfigParseOptions.defaults());
    }

    private static Config parse(File file, ConfigParseOptions options) {
        try {
            return ConfigFactory.parseFile(file, options.setAllowMissing(false).appendIncluder(new LocalIncluder()));
        } catch (ConfigException | StackOverflowError e) {
            throw UserException.usage("configuration file " + file + " cannot be read: " + reason(e));
        }
    }

    /** Why the library failed. It reads nested sections recursively. */
    private static String reason(Throwable failure) {
        return failure instanceof StackOverflowError ? NESTED : String.valueOf(failure.getMessage());
    }

    /** A number, a flag or null as a file would have it, so that equal settings compare equal; otherwise the text. */
    private static @Nullable Object typed(String value) {
        if (value.matches("-?\\d{1,18}")) {
            return Long.valueOf(value);
        }
        return switch (value) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> value;
        };
    }

    /** Lists and sections are parsed as in a file. Other values are taken as text, so that paths need no quotes. */
    private static Config with(Config config, String key, String value) {
        String origin = "--set " + key;
        try {
            List<String> path = new ArrayList<>(ConfigUtil.splitPath(key));
            boolean structured = value.startsWith("[") || value.startsWith("{");
            ConfigValue parsedValue = structured
                    ? ConfigFactory.parseString(
                                    "value = " + value,
                                    ConfigParseOptions.defaults()
                                            .setOriginDescription(origin)
                                            .appendIncluder(new LocalIncluder()))
                            .getValue("value")
                            .withOrigin(ConfigOriginFactory.newSimple(origin))
                    : ConfigValueFactory.fromAnyRef(typed(value), origin);
            return with(config.root(), path, parsedValue).toConfig();
        } catch (ConfigException e) {
            throw UserException.usage("--set " + key + "=" + Redaction.value(key, value) + " cannot be read"
                    + (Redaction.isSecret(key) ? "" : ": " + e.getMessage()));
        } catch (StackOverflowError e) {
            throw UserException.usage("--set " + key + " cannot be read: " + NESTED);
        }
    }

    /**
     * A section with a value at a path. Whatever is on the path and is no section becomes one, of the value's origin.
     */
    private static ConfigObject with(ConfigObject section, List<String> path, ConfigValue value) {
        String key = path.get(0);
        if (path.size() == 1) {
            return section.withValue(key, value);
        }
        ConfigObject inner = section.get(key) instanceof ConfigObject found
                ? found
                : ConfigValueFactory.fromMap(Map.of(), value.origin().description());
        return section.withValue(key, with(inner, path.subList(1, path.size()), value));
    }
}
