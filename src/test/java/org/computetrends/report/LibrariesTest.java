package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The libraries on the page, their licences, and that none ends its script element. */
class LibrariesTest {

    @Test
    void theVendoredScriptsAreThoseThatWerePublished() throws IOException, NoSuchAlgorithmException {
        String sums = Libraries.text("vendor/SHA256SUMS");
        assertThat(sums.lines()).hasSize(3);
        for (String line : sums.lines().toList()) {
            String[] parts = line.split("  ", 2);
            assertThat(digest("vendor/" + parts[1])).as(parts[1]).isEqualTo(parts[0]);
        }
    }

    @Test
    void theScriptOfTheTestsIsTheOneThatWasPublished() throws IOException, NoSuchAlgorithmException {
        assertThat(Libraries.text("axe.SHA256SUMS")).isEqualTo(digest("axe.min.js") + "  axe.min.js\n");
    }

    @Test
    void eachHasItsLicence() {
        for (String name : new String[] {"vega", "vega-lite", "vega-embed"}) {
            assertThat(Libraries.text("vendor/" + name + ".LICENSE"))
                    .contains("Redistribution and use in source and binary forms");
        }
    }

    @Test
    void noScriptEndsItsOwnElement() {
        for (String name : Libraries.SCRIPTS) {
            assertThat(Libraries.text(name))
                    .as(name)
                    .doesNotContainIgnoringCase("</script")
                    .doesNotContain("<!--");
        }
    }

    /** Of {@code alert(1)}, by {@code printf 'alert(1)' | openssl dgst -sha256 -binary | base64}. */
    @Test
    void aPolicyNamesATextByItsDigest() {
        assertThat(Libraries.source("alert(1)")).isEqualTo("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
    }

    private static String digest(String name) throws IOException, NoSuchAlgorithmException {
        try (InputStream stream =
                Objects.requireNonNull(Libraries.class.getResourceAsStream("/report/" + name), name)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes()));
        }
    }
}
