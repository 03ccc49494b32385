package dev.signalbox.app.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.app.browser.Browsing;
import dev.signalbox.app.node.Shutdown;
import dev.signalbox.app.settings.Settings.Listen;
import dev.signalbox.db.Await;
import dev.signalbox.db.TestDatabase;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays the whole demo once, over real HTTP and a real PostgreSQL, and then looks at what there is
 * to see as a person would: in a browser.
 */
class DemoTest {
  private static final Listen ANYWHERE = new Listen("127.0.0.1", 0);
  private static final int DESKTOP = 1280;
  private static final int PHONE = 400;

  private static final Shutdown SHUTDOWN = new Shutdown();
  private static Demo.Played played;

  @BeforeAll
  static void play(@TempDir Path journals) throws InterruptedException {
    TestDatabase database = SHUTDOWN.closing(TestDatabase.create());
    Timeline timeline =
        new Timeline(new PrintWriter(System.out, true, StandardCharsets.UTF_8), false);
    played =
        new Demo(
                new Demo.Plan(ANYWHERE, ANYWHERE, database.address(), journals), timeline, SHUTDOWN)
            .play();
    played.summary().lines().forEach(timeline::line);
  }

  @AfterAll
  static void end() {
    SHUTDOWN.close();
  }

  @Test
  void keepsEveryPromise() {
    assertThat(played.summary().broken()).isEmpty();
  }

  @Test
  void movesTheTrafficToTheOtherVendorDuringTheOutage() {
    Summary summary = played.summary();

    assertThat(summary.before()).containsOnlyKeys("anthropic", "openai");
    assertThat(summary.after()).containsOnlyKeys("anthropic", "openai");
    long openai = summary.during().getOrDefault("openai", 0L);
    assertThat(summary.during().get("anthropic")).isGreaterThan(10 * openai);
  }

  @Test
  void logsEveryCallThatTheApplicationGotAnAnswerTo() {
    played.traffic().close();

    assertThat(played.traffic().answered()).isPositive().isEqualTo(played.traffic().sent());
    Await.until(
        "every call is in the database",
        () -> played.figures().callsEver() >= played.traffic().answered());
    assertThat(played.figures().calls())
        .containsExactly(Map.entry("answered", played.traffic().answered()));
  }

  @Test
  void anEngineerFindsThePromptsThatBroke() {
    try (Browsing browsing = Browsing.start()) {
      Page page = browsing.open(played.dashboard(), DESKTOP, ColorScheme.LIGHT);

      assertThat(page.getByRole(AriaRole.HEADING, named("Overview"))).isVisible();
      assertThat(page.locator("[data-summary]")).containsText("none failed");
      Locator worse = page.locator("[data-target='anthropic/claude-haiku-4-5']").first();
      assertThat(worse.locator(".simulated")).isVisible();
      assertThat(page.locator("[data-panel='extraction'] [data-state='open']"))
          .hasText("Quality fell");
      assertThat(page.locator("[data-panel='summary']")).isVisible();
      browsing.picture(page, "overview");

      page.getByRole(AriaRole.LINK, linked("extraction")).first().click();
      assertThat(page.locator("svg[data-chart]:visible")).hasCount(3);
      browsing.picture(page, "task");

      page.navigate(played.dashboard().toString());
      page.locator(".alert-title").first().click();
      assertThat(page.getByRole(AriaRole.HEADING, named("Quality of extraction fell")))
          .containsText("anthropic/claude-haiku-4-5");
      assertThat(page.locator(".facts")).containsText("claude-haiku-4-5-20251001");
      int flipped = page.locator("[data-case]").count();
      assertThat(flipped).isPositive();
      assertThat(page.locator("[data-case]").first()).containsText("since");
      browsing.picture(page, "alert");

      assertThat(browsing.complaints()).isEmpty();
    }
  }

  @Test
  void theAlertNamesThePromptsThatReallyGotWorse() {
    List<String> blamed = played.figures().blamedCases();
    List<String> rightly = blamed.stream().filter(played.worsened()::contains).toList();

    assertThat(rightly).hasSizeGreaterThan(played.worsened().size() / 2);
    // A case that fails half the time may look guilty by bad luck.
    assertThat(rightly).hasSizeGreaterThan(blamed.size() * 2 / 3);
  }

  @Test
  void pagesStayLegibleInTheDarkAndOnAPhone() {
    try (Browsing browsing = Browsing.start()) {
      for (String path : List.of("", "tasks/extraction", "alerts", "calls")) {
        Page dark =
            browsing.open(played.dashboard().resolve("/" + path), DESKTOP, ColorScheme.DARK);
        assertThat(dark.locator("h1")).isVisible();
        browsing.picture(dark, "dark-" + (path.isEmpty() ? "overview" : path.replace('/', '-')));

        Page narrow =
            browsing.open(played.dashboard().resolve("/" + path), PHONE, ColorScheme.LIGHT);
        Object overflow =
            narrow.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) overflow).intValue()).as("%s scrolls sideways", path).isNotPositive();
        browsing.picture(
            narrow, "narrow-" + (path.isEmpty() ? "overview" : path.replace('/', '-')));
      }
      assertThat(browsing.complaints()).isEmpty();
    }
  }

  private static Page.GetByRoleOptions named(String heading) {
    return new Page.GetByRoleOptions().setName(Pattern.compile(heading));
  }

  private static Page.GetByRoleOptions linked(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
