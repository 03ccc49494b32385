package dev.signalbox.router.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.signalbox.router.chat.Effort;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the catalogue that comes with Signalbox says of the vendors' models. */
final class ShippedCatalogTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Catalog CATALOG = Catalog.shipped();

  @Test
  void knowsWhichModelsAreAskedThroughResponses() {
    for (String name : CATALOG.modelNames("openai")) {
      Model model = CATALOG.model("openai", name).orElseThrow();
      if (name.matches("gpt-(5\\.[6-9]|[6-9]).*")) {
        assertThat(model.api()).as(name).isEqualTo(Model.Api.RESPONSES);
      }
      if (model.api() == Model.Api.RESPONSES) {
        assertThat(model.accepts())
            .as(name)
            .doesNotContain(Parameter.STOP, Parameter.SEED, Parameter.TEMPERATURE);
      }
    }
    assertThat(CATALOG.model("openai", "gpt-4o").orElseThrow().api()).isEqualTo(Model.Api.USUAL);
  }

  @Test
  void knowsWhatProvidersRefuse() {
    Model opus = CATALOG.model("anthropic", "claude-opus-4-7").orElseThrow();
    Model older = CATALOG.model("anthropic", "claude-opus-4-6").orElseThrow();

    assertThat(opus.accepts())
        .doesNotContain(Parameter.TEMPERATURE, Parameter.TOP_P, Parameter.JSON_OBJECT);
    assertThat(older.accepts()).contains(Parameter.TEMPERATURE, Parameter.TOP_K);
    assertThat(older.maxTemperature()).isEqualTo(1);
    assertThat(older.efforts()).contains(Effort.MAX).doesNotContain(Effort.XHIGH);
    assertThat(opus.prefill()).isFalse();
    assertThat(older.prefill()).isFalse();
    assertThat(CATALOG.model("anthropic", "claude-opus-4-5").orElseThrow().prefill()).isTrue();
    assertThat(CATALOG.model("openai", "gpt-6-astra").orElseThrow().efforts())
        .isNotEmpty()
        .doesNotContain(Effort.NONE);
  }

  @Test
  void keepsModelsThatAreNoLongerOfferedWithTheirLastDay() {
    assertThat(CATALOG.model("openai", "gpt-4.1-nano").orElseThrow().retiresOn())
        .contains(LocalDate.of(2026, 10, 23));
    assertThat(CATALOG.model("openai", "gpt-4.1").orElseThrow().retiresOn()).isEmpty();
  }

  @Test
  void takesAPriceThatWillChangeFromTheDayOn() {
    Model model = CATALOG.model("google", "gemini-3.8-flash").orElseThrow();

    assertThat(model.priceAt(LocalDate.of(2026, 12, 31)).orElseThrow().rates().input())
        .isEqualTo(750_000);
    assertThat(model.priceAt(LocalDate.of(2027, 1, 1)).orElseThrow().rates().input())
        .isEqualTo(1_500_000);
  }

  @Test
  void knowsNoPriceOfPresetsWhoseModelsChange() {
    for (String level : List.of("fast", "low", "medium", "high", "xhigh")) {
      Model preset = CATALOG.model("perplexity", "preset/" + level).orElseThrow();

      assertThat(preset.priceAt(TODAY)).isEmpty();
      assertThat(preset.capabilities()).contains(Capability.CITATIONS);
    }
  }

  /**
   * Prices are what calls are billed by in our books, so they are compared with where they are
   * from.
   */
  @Test
  void hasThePricesOfTheListsThatItWasMadeFrom() {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (JsonNode facts : listedModels()) {
      String vendor = facts.path("provider").stringValue().replace("gemini", "google");
      String name = facts.path("model").stringValue();
      Optional<Model> model = CATALOG.model(vendor, name);
      if (model.isPresent() && !facts.path("input_cost_per_token").isNull()) {
        compared++;
        if (model.get().prices().stream().noneMatch(price -> isListed(price, facts))) {
          wrong.add(vendor + "/" + name + " " + facts);
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(compared).isGreaterThan(180);
  }

  /** Either of the list itself, or of the newer observation of the same price. */
  private static boolean isListed(Price price, JsonNode facts) {
    return agrees(price, facts) || agrees(price, facts.path("newer_price_observation"));
  }

  private static boolean agrees(Price price, JsonNode facts) {
    Rates rates = price.rates();
    return costs(rates.input(), facts.path("input_cost_per_token"))
        && costs(rates.output(), facts.path("output_cost_per_token"))
        && costs(rates.cacheRead(), facts.path("cache_read_cost_per_token"))
        && costs(rates.cacheWrite(), facts.path("cache_write_cost_per_token"))
        && agreesOnLongPrompts(price, facts.path("long_context_tiers"));
  }

  private static boolean agreesOnLongPrompts(Price price, JsonNode tiers) {
    return Stream.of("128k", "200k", "272k")
        .filter(size -> tiers.has("input_cost_per_token_above_" + size + "_tokens"))
        .allMatch(size -> {
          Price.LongPrompt longPrompt = price.longPrompt().orElseThrow();
          return longPrompt.aboveTokens() == Long.parseLong(size.replace("k", "000"))
              && costs(
                  longPrompt.rates().input(),
                  tiers.path("input_cost_per_token_above_" + size + "_tokens"))
              && costs(
                  longPrompt.rates().output(),
                  tiers.path("output_cost_per_token_above_" + size + "_tokens"));
        });
  }

  /** A rate that is not listed, or listed as nothing where none is charged apart, agrees. */
  private static boolean costs(long pico, JsonNode perToken) {
    return !perToken.isNumber()
        || perToken.decimalValue().signum() == 0
        || perToken.decimalValue().movePointRight(12).compareTo(BigDecimal.valueOf(pico)) == 0;
  }

  private static JsonNode listedModels() {
    Path file = Path.of(System.getProperty("signalbox.shared", "../shared"), "model_catalog.json");
    if (!Files.isRegularFile(file)) {
      String missing = "the price lists are not beside this checkout";
      if ("true".equals(System.getenv("CI"))) {
        fail(missing);
      }
      Assumptions.abort(missing);
    }
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build()
        .readTree(file)
        .path("models");
  }
}
