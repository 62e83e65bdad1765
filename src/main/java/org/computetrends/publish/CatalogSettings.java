package org.computetrends.publish;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.computetrends.domain.Redaction;

/**
 * The settings of an Iceberg catalog, with the keys that Spark's settings have after {@code spark.sql.catalog.NAME.}:
 * {@code type}, {@code uri}, {@code credential} and so on. Some are secrets, so {@link #toString} shows keys only.
 */
public record CatalogSettings(Map<String, String> properties) {
    public static final CatalogSettings NONE = new CatalogSettings(Map.of());

    /** Secrets up to this length are not redacted, because they occur inside many words. */
    private static final int SHORT_LENGTH = 4;

    public CatalogSettings {
        properties = Map.copyOf(properties);
    }

    /** A text in which the values of secret settings are redacted. */
    String withoutSecrets(String text) {
        String redacted = text;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (isSecret(property.getKey()) && property.getValue().length() > SHORT_LENGTH) {
                redacted = redacted.replace(property.getValue(), Redaction.PLACEHOLDER);
            }
        }
        return redacted;
    }

    private static boolean isSecret(String key) {
        return Redaction.isSecret(key) || key.toLowerCase(Locale.ROOT).endsWith("authorization");
    }

    @Override
    public String toString() {
        return new TreeMap<>(properties).keySet().toString();
    }
}
