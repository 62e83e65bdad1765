package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.computetrends.job.ShippedRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's form that fits a line to a reader's selection, in Chromium. */
class RefitBrowserIT {
    private static Chromium chromium;
    private static Path file;

    @BeforeAll
    static void open() {
        chromium = Chromium.open();
        ShippedRuns.result("2026-08-19");
        file = ShippedRuns.folder().resolve("out-all/report/index.html");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** From {@code scipy.stats.t.ppf(0.975, v)}, SciPy 1.17. */
    @ParameterizedTest
    @CsvSource({
        "1, 12.706204736174694",
        "2, 4.302652729749462",
        "3, 3.1824463052837078",
        "10, 2.228138851986274",
        "29, 2.045229642132703",
        "533, 1.9644247270016773",
        "10000, 1.960201239890626"
    })
    void quantilesOfStudentsTAreThoseOfSciPy(int degreesOfFreedom, double expected) {
        try (Page page = show("")) {
            assertThat((double) page.evaluate("v => refit.quantile(v)", degreesOfFreedom))
                    .isCloseTo(expected, within(1e-10));
        }
    }

    static Page show(String fragment) {
        return chromium.page(file, fragment, 1280, 900, ColorScheme.LIGHT);
    }
}
