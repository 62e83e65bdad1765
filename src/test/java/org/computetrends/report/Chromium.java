package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A browser without a network. It records what a page should not do. */
final class Chromium implements AutoCloseable {
    /** Set if tests must not be skipped when there is no browser. */
    private static final String REQUIRED = "COMPUTE_TRENDS_BROWSER_TESTS";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    /** The browser of this machine. Without one the test is skipped, or fails if skipping is not allowed. */
    static Chromium open() {
        Optional<Path> executable = Stream.of(
                        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if ("required".equals(System.getenv(REQUIRED))) {
            assertThat(executable)
                    .as(REQUIRED + " is set, but there is no Chromium")
                    .isPresent();
        }
        // Playwright lowers the names of options by the JVM's locale, which spoils "light" in Turkish.
        assumeTrue("I".toLowerCase(Locale.getDefault()).equals("i"), "skipped: Playwright does not run in this locale");
        assumeTrue(executable.isPresent(), "skipped: no Chromium on this machine (apt-get install chromium)");
        return new Chromium(executable.get());
    }

    /** Opens a file in a window. */
    Page page(Path file, String fragment, int width, int height, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setOffline(true)
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setAcceptDownloads(true));
        Page page = context.newPage();
        // Drawing takes a second, or many seconds if other tests use the same cores.
        page.setDefaultTimeout(120_000);
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add("console: " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("error: " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith("file:") && !request.url().startsWith("blob:")) {
                complaints.add("request: " + request.url());
            }
        });
        page.addInitScript("document.addEventListener('securitypolicyviolation', event =>"
                + " console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))");
        page.navigate(file.toUri() + fragment);
        try {
            page.waitForSelector("html[data-complete]");
        } catch (TimeoutError e) {
            throw new AssertionError("the page is not drawn: " + complaints, e);
        }
        return page;
    }

    /** The forbidden actions of pages. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
