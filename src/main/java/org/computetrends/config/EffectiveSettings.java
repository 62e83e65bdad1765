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

/** Lists the settings of a configuration as text, with their origins and without secrets, and computes their digest. */
final class EffectiveSettings {
    private static final String CATALOGS = "catalogs";

    /** Settings that change no value in a table, besides the sections {@code publishing} and {@code catalogs}. */
    private static final Set<String> WITHOUT_EFFECT_ON_VALUES = Set.of(
            "input", "output", "vintage", "claims.file", "nowcasts.companion.file", "scale.spark-above-megabytes");

    private EffectiveSettings() {}

    /** Redacts all settings of catalogs, because any of them may be a secret. */
    static Config withoutSecrets(Config source) {
        Config redacted = source;
        if (source.root().get(CATALOGS) instanceof ConfigObject catalogs) {
            for (Map.Entry<String, ConfigValue> setting : catalogs.toConfig().entrySet()) {
                redacted = redacted.withValue(
                        CATALOGS + "." + setting.getKey(),
                        ConfigValueFactory.fromAnyRef(Redaction.PLACEHOLDER)
                                .withOrigin(setting.getValue().origin()));
            }
        }
        return redacted;
    }

    /** Every setting by its full key, sorted, with secrets redacted. */
    static Map<String, Setting> of(Config source) {
        Map<String, Setting> settings = new TreeMap<>();
        flatten("", source.root(), settings);
        return settings;
    }

    private static void flatten(String prefix, Map<String, ConfigValue> section, Map<String, Setting> settings) {
        section.forEach((name, value) -> {
            // quoteString() quotes every key. The quotes are removed where a file needs none.
            String key = prefix + ConfigUtil.quoteString(name).replaceAll("^\"([A-Za-z0-9_-]+)\"$", "$1");
            if (value instanceof ConfigObject object && !object.isEmpty()) {
                flatten(key + ".", object, settings);
            } else {
                settings.put(key, new Setting(displayValue(key, value), ConfigLoader.displayed(value.origin())));
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
            if (!WITHOUT_EFFECT_ON_VALUES.contains(key)
                    && !key.startsWith("publishing.")
                    && !key.startsWith(CATALOGS)) {
                text.append(key).append('=').append(setting.value()).append('\n');
            }
        });
        return HexFormat.of().formatHex(Sha256.of(text.toString()));
    }
}
