package org.computetrends.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** The charts and data of a page, which are embedded as gzip in base 64. */
public final class PageJson {
    private static final String START = "<script type=\"text/plain\" id=\"page-data\">";

    private PageJson() {}

    /** The JSON text. */
    public static String of(String page) {
        int at = page.indexOf(START) + START.length();
        byte[] packed = Base64.getDecoder().decode(page.substring(at, page.indexOf("</script>", at)));
        try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
