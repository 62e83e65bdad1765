package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AssetsTest {

    @Test
    void theVendoredScriptsAreThoseThatWerePublished() throws IOException, NoSuchAlgorithmException {
        String sums = Assets.text("vendor/SHA256SUMS");
        assertThat(sums.lines()).hasSize(3);
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
    void eachHasItsLicence() {
        for (String name : new String[] {"vega", "vega-lite", "vega-embed"}) {
            assertThat(Assets.text("vendor/" + name + ".LICENSE"))
                    .contains("Redistribution and use in source and binary forms");
        }
    }

    @Test
    void noScriptEndsTheElementThatItStandsIn() {
        for (String name : Assets.SCRIPTS) {
            assertThat(Assets.text(name))
                    .as(name)
                    .doesNotContainIgnoringCase("</script")
                    .doesNotContain("<!--");
        }
    }

    /** Of {@code alert(1)}, by {@code printf 'alert(1)' | openssl dgst -sha256 -binary | base64}. */
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
