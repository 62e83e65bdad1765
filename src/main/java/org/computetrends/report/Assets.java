package org.computetrends.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.computetrends.domain.Sha256;

/** The page's scripts and style sheet, and the digests by which its Content-Security-Policy allows only them. */
final class Assets {
    /**
     * The scripts in the order in which they run: the Vega libraries, the page's shared scripts, a script for each
     * interactive part, then {@code page.js}, which starts the parts.
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
            "scrolling.js",
            "refit.js",
            "odds.js",
            "runcost.js",
            "asof.js",
            "page.js");

    static final String STYLE = "page.css";

    private Assets() {}

    static String text(String name) {
        try (InputStream stream = Assets.class.getResourceAsStream("/report/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its resource report/" + name);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            // Git may have checked the file out with \r\n. A browser reads that as \n, and computes the digest from \n.
            return text.replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source expression with which a Content-Security-Policy allows a script or style sheet of this text. */
    static String cspSource(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text)) + "'";
    }
}
