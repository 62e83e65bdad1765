package org.computetrends.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.net.URL;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets a file of settings include other local files, but nothing from the network. */
final class LocalIncluder implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderClasspath, ConfigIncluderURL {

    /** A scheme of at least two letters: a single letter is a drive. */
    private static final Pattern REMOTE = Pattern.compile("(?s)\\s*[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    private final @Nullable ConfigIncluder nextIncluder;

    LocalIncluder() {
        this(null);
    }

    private LocalIncluder(@Nullable ConfigIncluder nextIncluder) {
        this.nextIncluder = nextIncluder;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return new LocalIncluder(nextIncluder == null ? fallback : nextIncluder.withFallback(fallback));
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        if (REMOTE.matcher(what).matches()) {
            throw refusal(what);
        }
        return nextIncluder == null ? nothing() : nextIncluder.include(context, what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return nextIncluder instanceof ConfigIncluderFile files ? files.includeFile(context, what) : nothing();
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return nextIncluder instanceof ConfigIncluderClasspath resources
                ? resources.includeResources(context, what)
                : nothing();
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refusal(what.toString());
    }

    private static ConfigException refusal(String what) {
        return new ConfigException.Generic("include of " + what + ": settings are not included from URLs");
    }

    private static ConfigObject nothing() {
        return ConfigValueFactory.fromMap(Map.of());
    }
}
