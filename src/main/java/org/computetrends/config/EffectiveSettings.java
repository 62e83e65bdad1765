package org.computetrends.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.computetrends.config.TrendConfig.Setting;
import org.computetrends.domain.Redaction;
import org.computetrends.domain.Sha256;

/** A configuration as text: every setting with its origin, secrets redacted. */
final class EffectiveSettings {
    private static final String CATALOGS = "catalogs";

    /** Settings that change no value in a table, with those of {@code publishing} and {@link #CATALOGS}. */
    private static final Set<String> OF_NO_VALUE = Set.of(
            "input", "output", "vintage", "claims.file", "nowcasts.companion.file", "scale.spark-above-megabytes");

    private EffectiveSettings() {}

    /** The configuration without the settings of catalogs, any of which may be a secret. */
    static Config withoutSecrets(Config source) {
        Config without = source;
        if (source.root().get(CATALOGS) instanceof ConfigObject catalogs) {
            for (Map.Entry<String, ConfigValue> setting : catalogs.toConfig().entrySet()) {
                without = without.withValue(
                        CATALOGS + "." + setting.getKey(),
                        ConfigValueFactory.fromAnyRef(Redaction.PLACEHOLDER)
                                .withOrigin(setting.getValue().origin()));
            }
        }
        return without;
    }

    /** Every setting in the order of the keys. */
    static Map<String, Setting> of(Config source) {
        Map<String, Setting> settings = new TreeMap<>();
        flatten("", source.root(), settings);
        return settings;
    }

    private static void flatten(String prefix, Map<String, ConfigValue> section, Map<String, Setting> settings) {
        section.forEach((name, value) -> {
            // Only keys with other characters are quoted.
            String key = prefix + ConfigUtil.quoteString(name).replaceAll("^\"([A-Za-z0-9_-]+)\"$", "$1");
            if (value instanceof ConfigObject object && !object.isEmpty()) {
                flatten(key + ".", object, settings);
            } else {
                settings.put(key, new Setting(displayValue(key, value), ConfigLoader.shown(value.origin())));
            }
        });
    }

    private static String displayValue(String key, ConfigValue value) {
        if (value.valueType() == ConfigValueType.NULL) {
            return "null";
        }
        if (Redaction.isSecret(key)) {
            return ConfigUtil.quoteString(Redaction.PLACEHOLDER);
        }
        return value.unwrapped() instanceof String text
                ? ConfigUtil.quoteString(Redaction.text(text))
                : Redaction.text(value.render(ConfigRenderOptions.concise()));
    }

    /** See {@link TrendConfig#digest}. */
    static String digest(Map<String, Setting> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, setting) -> {
            if (!OF_NO_VALUE.contains(key) && !key.startsWith("publishing.") && !key.startsWith(CATALOGS)) {
                text.append(key).append('=').append(setting.value()).append('\n');
            }
        });
        return HexFormat.of().formatHex(Sha256.of(text.toString()));
    }
}
