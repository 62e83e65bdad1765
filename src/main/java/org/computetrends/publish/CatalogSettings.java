package org.computetrends.publish;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.computetrends.domain.Redaction;

/**
 * The settings of a catalog, with the keys of Iceberg's Spark catalog after {@code spark.sql.catalog.NAME.}: {@code
 * type}, {@code uri}, {@code credential} and so on. Some are secrets, so {@link #toString} shows keys only.
 */
public record CatalogSettings(Map<String, String> properties) {
    public static final CatalogSettings NONE = new CatalogSettings(Map.of());

    /** Values up to this length are not redacted: they occur inside many words. */
    private static final int SHORT = 4;

    public CatalogSettings {
        properties = Map.copyOf(properties);
    }

    String withoutSecrets(String text) {
        String without = text;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (isSecret(property.getKey()) && property.getValue().length() > SHORT) {
                without = without.replace(property.getValue(), Redaction.PLACEHOLDER);
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
