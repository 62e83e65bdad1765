package org.computetrends.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.computetrends.domain.Sha256;

/** The scripts and the style sheet that a page carries, and the digests by which its policy allows them and no other. */
final class Libraries {
    /** Vega, Vega-Lite and Vega-Embed as they are published, then the page's own: what all share, the parts that a reader asks, and what keeps them together. */
    static final List<String> SCRIPTS = List.of(
            "vendor/vega.min.js",
            "vendor/vega-lite.min.js",
            "vendor/vega-embed.min.js",
            "charts.js",
            "tabular.js",
            "fields.js",
            "line.js",
            "pickers.js",
            "refit.js",
            "odds.js",
            "runcost.js",
            "asof.js",
            "scrolling.js",
            "page.js");

    static final String STYLE = "page.css";

    private Libraries() {}

    /** A resource's text. */
    static String text(String name) {
        try (InputStream stream = Libraries.class.getResourceAsStream("/report/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its resource report/" + name);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            // Line ends that a checkout may have changed would change the digest with them: a browser reads \n for
            // both.
            return text.replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a Content-Security-Policy calls a text that is allowed. */
    static String source(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text)) + "'";
    }
}
