package dev.signalbox.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * The system's Chromium, driven by Playwright. It notes every complaint of the pages and every
 * request to another host. Not thread-safe.
 */
public final class Browsing implements AutoCloseable {
  private static final List<String> QUIET =
      List.of(
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final int TALLEST_PICTURE = 1600;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();
  private final Path pictures;

  private Browsing(Playwright playwright, Browser browser, Path pictures) {
    this.playwright = playwright;
    this.browser = browser;
    this.pictures = pictures;
  }

  /**
   * Starts the browser that {@code SIGNALBOX_CHROMIUM} names, as {@code ./verify} sets it. Without
   * one the test is skipped, but not on CI.
   */
  public static Browsing start() {
    String chromium = System.getenv("SIGNALBOX_CHROMIUM");
    if (chromium == null) {
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError("SIGNALBOX_CHROMIUM is not set; run ./verify");
      }
      Assumptions.abort("no browser: SIGNALBOX_CHROMIUM is not set; ./verify sets it");
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(chromium))
                    // As root there is no sandbox; the pages are our own.
                    .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                    .setArgs(QUIET));
    return new Browsing(
        playwright,
        browser,
        Path.of(Objects.requireNonNull(System.getProperty("signalbox.pictures"))));
  }

  /** Opens an address in a window of its own. */
  public Page open(URI address, int width, ColorScheme colours) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(colours)
                .setDeviceScaleFactor(1));
    Page page = context.newPage();
    page.onConsoleMessage(this::note);
    page.onPageError(error -> complaints.add(error));
    page.onRequest(request -> {
      if (!Objects.equals(URI.create(request.url()).getAuthority(), address.getAuthority())) {
        complaints.add("asked another host: " + request.url());
      }
    });
    page.navigate(address.toString());
    return page;
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add(message.text());
    }
  }

  /** Errors and warnings of all pages so far. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Keeps a picture of the page, of a long one its beginning. */
  public void picture(Page page, String name) {
    int height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setClip(0, 0, page.viewportSize().width, Math.min(height, TALLEST_PICTURE))
            .setPath(pictures.resolve(name + ".png")));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
