package org.computetrends.publish;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.computetrends.domain.Redaction;

/**
 * The settings of a catalog, as Iceberg's Spark catalog has them after {@code spark.sql.catalog.NAME.}, such as {@code type},
 * {@code uri} and {@code credential}. Some are secrets, and no text of this object has a value.
 *
 * @param properties the settings, by key
 */
public record CatalogSettings(Map<String, String> properties) {
    /** No settings. */
    public static final CatalogSettings NONE = new CatalogSettings(Map.of());

    /** A value that is as short says nothing by itself, and is part of many words. */
    private static final int SHORT = 4;

    public CatalogSettings {
        properties = Map.copyOf(properties);
    }

    /** A text without the values of keys that are named for a secret. */
    String withoutSecrets(String text) {
        String without = text;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (isSecret(property.getKey()) && property.getValue().length() > SHORT) {
                without = without.replace(property.getValue(), Redaction.SHOWN);
            }
        }
        return without;
    }

    private static boolean isSecret(String key) {
        return Redaction.isSecret(key) || key.toLowerCase(Locale.ROOT).endsWith("authorization");
    }

    @Override
    public String toString() {
        return new TreeMap<>(properties).keySet().toString();
    }
}
