package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Windows of a browser without a network, which record errors, warnings and requests of a page. */
final class Chromium implements AutoCloseable {
    /** Set where tests must not be skipped for lack of a browser. */
    private static final String REQUIRED = "COMPUTE_TRENDS_BROWSER_TESTS";

    /** The one browser of a test JVM, which ends with it. */
    private static @Nullable Browser running;

    private final Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Browser browser) {
        this.browser = browser;
    }

    private static Browser start(Path executable) {
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    /** The browser of this machine; without one, the test is skipped, or fails if a browser is required. */
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
        // Playwright turns option names to lower case in the JVM's locale: in Turkish LIGHT to lıght, which it rejects.
        assumeTrue("I".toLowerCase(Locale.getDefault()).equals("i"), "skipped: Playwright does not run in this locale");
        assumeTrue(executable.isPresent(), "skipped: no Chromium on this machine (apt-get install chromium)");
        if (running == null) {
            running = start(executable.get());
        }
        return new Chromium(running);
    }

    /** Opens a file in a window of a laptop. */
    Page page(Path file, String fragment) {
        return page(file, fragment, 1280, 900, ColorScheme.LIGHT);
    }

    Page page(Path file, String fragment, int width, int height, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setOffline(true)
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                // No smooth scrolling: it draws the page sixty times a second.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setAcceptDownloads(true));
        contexts.add(context);
        Page page = context.newPage();
        // A page is drawn in a second, or in many if other tests use the same cores.
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
            // A condition, because waiting for a selector searches all elements repeatedly.
            page.waitForFunction("() => document.documentElement.dataset.complete");
        } catch (TimeoutError e) {
            throw new AssertionError("the page is not drawn: " + complaints, e);
        }
        return page;
    }

    /**
     * Shows another view of an open page ({@code #view?...}, or empty for the first view), as a link within the page
     * does. The focus is removed, and lists to choose from are closed. The theme and opened tables stay as they are.
     */
    static void goTo(Page page, String fragment) {
        afterLink(
                page,
                () -> page.evaluate(
                        "fragment => { document.activeElement?.blur();"
                                + " document.querySelectorAll('.picker').forEach(each => { each.open = false; });"
                                + " history.replaceState(null, '', fragment); dispatchEvent(new HashChangeEvent('hashchange')); }",
                        fragment.isEmpty() ? "#" : fragment));
    }

    /** Follows a link within the page, and waits until the page is drawn for its address. */
    static void afterLink(Page page, Runnable follow) {
        Object before = page.evaluate("() => document.documentElement.dataset.complete");
        follow.run();
        page.waitForFunction("before => document.documentElement.dataset.complete !== before", before);
    }

    /** How far an element's top is below the table of contents, which stays at the top of the window, in pixels. */
    static double belowContents(Page page, String id) {
        return ((Number) page.evaluate(
                        "id => document.getElementById(id).getBoundingClientRect().top"
                                + " - document.querySelector('nav').getBoundingClientRect().bottom",
                        id))
                .doubleValue();
    }

    /** Requires that a link's target is in view: at most two pixels hidden, at most sixty below the contents. */
    static void requireLanded(double belowContents) {
        assertThat(belowContents).isBetween(-2.0, 60.0);
    }

    /** The rows of a CSV file that a link downloads, by column. */
    static List<Map<String, String>> downloadedRows(Page page, Locator link) throws IOException {
        Download download = page.waitForDownload(link::click);
        List<List<String>> lines = Files.readAllLines(download.path()).stream()
                // At commas outside quotation marks.
                .map(line -> List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)))
                .toList();
        return lines.stream()
                .skip(1)
                .map(line -> {
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < line.size(); i++) {
                        row.put(lines.get(0).get(i), line.get(i));
                    }
                    return row;
                })
                .toList();
    }

    /** The errors, warnings and requests of all pages. */
    List<String> complaints() {
        return complaints;
    }

    /** Closes its windows. */
    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
    }
}
