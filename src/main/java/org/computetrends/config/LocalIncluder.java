package org.computetrends.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.net.URL;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets a file of settings include other local files, but nothing from the network.
 *
 * @param nextIncluder the includer that reads local files; null until the library sets it by {@link #withFallback}
 */
record LocalIncluder(@Nullable ConfigIncluder nextIncluder) implements ConfigIncluder, ConfigIncluderURL {

    /** A text that begins with the scheme of a URL. A single letter before the colon is a Windows drive. */
    private static final Pattern REMOTE = Pattern.compile("(?s)\\s*[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return new LocalIncluder(nextIncluder == null ? fallback : nextIncluder.withFallback(fallback));
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        if (REMOTE.matcher(what).matches()) {
            throw refusal(what);
        }
        return nextIncluder == null ? ConfigValueFactory.fromMap(Map.of()) : nextIncluder.include(context, what);
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refusal(what.toString());
    }

    private static ConfigException refusal(String what) {
        return new ConfigException.Generic("include of " + what + ": settings are not included from URLs");
    }
}
