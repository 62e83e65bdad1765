package org.computetrends.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.computetrends.domain.Sha256;

/** The scripts and the style sheet of a page, and the digests by which its Content-Security-Policy allows them alone. */
final class Assets {
    /**
     * In the order in which they run: Vega, Vega-Lite and Vega-Embed as published; then the page's own scripts, first the scripts that
     * others use, then a script for each interactive part, then {@code page.js}, which starts them.
     */
    static final List<String> SCRIPTS = List.of(
            "vendor/vega.min.js",
            "vendor/vega-lite.min.js",
            "vendor/vega-embed.min.js",
            "charts.js",
            "tabular.js",
            "line.js",
            "fields.js",
            "pickers.js",
            "marks.js",
            "refit.js",
            "odds.js",
            "runcost.js",
            "asof.js",
            "scrolling.js",
            "page.js");

    static final String STYLE = "page.css";

    private Assets() {}

    /** A resource's text. */
    static String text(String name) {
        try (InputStream stream = Assets.class.getResourceAsStream("/report/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its resource report/" + name);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            // A checkout may have changed line ends. A browser reads \n for either, and computes the digest from that.
            return text.replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source expression that allows a text in a Content-Security-Policy. */
    static String source(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text)) + "'";
    }
}
