package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AssetsTest {
    /** The vendored scripts. */
    private static final List<String> LIBRARIES = List.of("vega", "vega-lite", "vega-embed");

    @Test
    void theVendoredScriptsAreThoseThatWerePublished() throws IOException, NoSuchAlgorithmException {
        String sums = Assets.text("vendor/SHA256SUMS");
        assertThat(sums.lines()).hasSameSizeAs(LIBRARIES);
        for (String line : sums.lines().toList()) {
            String[] parts = line.split("  ", 2);
            assertThat(digest("vendor/" + parts[1])).as(parts[1]).isEqualTo(parts[0]);
        }
    }

    @Test
    void theScriptOfTheTestsIsTheOneThatWasPublished() throws IOException, NoSuchAlgorithmException {
        assertThat(Assets.text("axe.SHA256SUMS")).isEqualTo(digest("axe.min.js") + "  axe.min.js\n");
    }

    @Test
    void eachVendoredScriptHasItsLicence() {
        for (String name : LIBRARIES) {
            assertThat(Assets.text("vendor/" + name + ".LICENSE"))
                    .contains("Redistribution and use in source and binary forms");
        }
    }

    @Test
    void noScriptContainsTextThatEndsAScriptElement() {
        for (String name : Assets.SCRIPTS) {
            assertThat(Assets.text(name))
                    .as(name)
                    .doesNotContainIgnoringCase("</script")
                    .doesNotContain("<!--");
        }
    }

    /** The digest of {@code alert(1)} is by {@code printf 'alert(1)' | openssl dgst -sha256 -binary | base64}. */
    @Test
    void aPolicyNamesATextByItsDigest() {
        assertThat(Assets.cspSource("alert(1)")).isEqualTo("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
    }

    private static String digest(String name) throws IOException, NoSuchAlgorithmException {
        try (InputStream stream = Objects.requireNonNull(Assets.class.getResourceAsStream("/report/" + name), name)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes()));
        }
    }
}
