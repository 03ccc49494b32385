package dev.signalbox.router.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.yaml.InvalidFileException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

final class CatalogTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Catalog CATALOG = Catalog.shipped();

  @Test
  void shipsTheCurrentModelsOfTheVendors() {
    assertThat(CATALOG.modelNames("anthropic"))
        .contains("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-haiku-4-5");
    assertThat(CATALOG.modelNames("openai"))
        .contains("gpt-4o-mini", "gpt-4o-mini-2024-07-18", "gpt-4.1", "gpt-5.5", "gpt-5.6");
    assertThat(CATALOG.modelNames("nobody")).isEmpty();
    assertThat(CATALOG.model("nobody", "gpt-4o")).isEmpty();
  }

  @Test
  void pricesEveryShippedModelOnTheDayItWasMade() {
    for (String vendor : List.of("anthropic", "openai", "google", "mistral", "xai")) {
      assertThat(CATALOG.modelNames(vendor))
          .hasSizeGreaterThan(14)
          .allSatisfy(name ->
              assertThat(CATALOG.model(vendor, name).flatMap(m -> m.priceAt(TODAY))).isPresent());
    }
  }

  @Test
  void knowsTheFactsOfAModel() {
    Model model = CATALOG.model("openai", "gpt-4o-mini-2024-07-18").orElseThrow();

    assertThat(model.name()).isEqualTo("gpt-4o-mini-2024-07-18");
    assertThat(model.capabilities())
        .contains(Capability.TEXT, Capability.IMAGE, Capability.JSON_SCHEMA)
        .doesNotContain(Capability.REASONING, Capability.EMBEDDINGS);
    assertThat(model.limits().inputTokens()).isEqualTo(128_000);
    assertThat(model.limits().outputTokens()).isEqualTo(16_384);
    assertThat(model.accepts().contains(Parameter.TEMPERATURE)).isTrue();
  }

  /** By hand: tokens times USD per million, summed. */
  @ParameterizedTest
  @CsvSource({
    // 1000*0.15 + 2000*0.075 + 500*0.60 = 600
    "openai, gpt-4o-mini, 1000, 2000, 0, 500, 0.0006, openai/gpt-4o-mini@2026-08-01",
    // 1*0.15
    "openai, gpt-4o-mini-2024-07-18, 1, 0, 0, 0, 0.00000015, openai/gpt-4o-mini-2024-07-18@2026-08-01",
    // 1234*1 + 100*0.10 + 10*1.25 + 77*5 = 1641.5
    "anthropic, claude-haiku-4-5, 1234, 100, 10, 77, 0.0016415, anthropic/claude-haiku-4-5@2026-08-01",
    // no cache rate of its own: 10*5 + 10*5 + 0 + 10*15 = 250
    "openai, gpt-4o-2024-05-13, 10, 10, 0, 10, 0.00025, openai/gpt-4o-2024-05-13@2026-08-01",
    // the last prompt at ordinary rates: 100000*0.1 + 1000*0.5 = 10500
    "anthropic, claude-haiku-5-5, 100000, 0, 0, 1000, 0.0105, anthropic/claude-haiku-5-5@2026-10-09",
    // one more, whatever its class: 100000*0.5 + 1*0.05 + 1000*2.5 = 52500.05
    "anthropic, claude-haiku-5-5, 100000, 1, 0, 1000, 0.05250005, anthropic/claude-haiku-5-5@2026-10-09",
    "openai, gpt-4o, 0, 0, 0, 0, 0, openai/gpt-4o@2026-08-01"
  })
  void computesCostsExactly(
      String provider,
      String model,
      long input,
      long cacheRead,
      long cacheWrite,
      long output,
      BigDecimal usd,
      String version) {
    Usage usage = new Usage(input, cacheRead, cacheWrite, output, 0);

    Cost cost = CATALOG.cost(provider, model, usage, TODAY).orElseThrow();

    assertThat(cost.usd()).isEqualByComparingTo(usd);
    assertThat(cost.priceVersion()).isEqualTo(version);
  }

  @Test
  void chargesForCacheWritesThatAreKeptForAnHourAndForSearches() {
    Usage usage = new Usage(1_000, 0, 3_000, 100, 0, 1_000, 2);

    // 1000*1 + 2000*1.25 + 1000*2 + 100*5 = 6000, and two searches at 0.01
    assertThat(CATALOG.cost("anthropic", "claude-haiku-4-5", usage, TODAY).orElseThrow().usd())
        .isEqualByComparingTo("0.026");
  }

  @Test
  void countsReasoningOnlyAsTheOutputItIs() {
    Usage usage = new Usage(0, 0, 0, 1000, 900);

    assertThat(CATALOG.cost("openai", "gpt-5-mini", usage, TODAY).orElseThrow().usd())
        .isEqualByComparingTo("0.002");
  }

  @Test
  void takesThePriceInForceOnTheDay() {
    Catalog catalog = Catalog.read("c.yaml", TWO_PRICES);
    Usage million = new Usage(1_000_000, 0, 0, 0, 0);

    assertThat(catalog.cost("acme", "m", million, LocalDate.of(2026, 1, 31))).isEmpty();
    assertThat(catalog.cost("acme", "m", million, LocalDate.of(2026, 2, 1)))
        .contains(new Cost(new BigDecimal("2"), "acme/m@2026-02-01", false));
    assertThat(catalog.cost("acme", "m", million, LocalDate.of(2026, 4, 30)))
        .contains(new Cost(new BigDecimal("2"), "acme/m@2026-02-01", false));
    assertThat(catalog.cost("acme", "m", million, LocalDate.of(2026, 5, 1)))
        .contains(new Cost(new BigDecimal("1"), "acme/m@2026-05-01", false));
  }

  @Test
  void offersAVendorsModelsUnderTheProvidersOwnName() {
    Catalog catalog =
        CATALOG.forProviders(
            Map.of("openai-eu", ProviderFacts.of("openai"), "local", ProviderFacts.of("ollama")));

    assertThat(catalog.model("openai-eu", "gpt-4o")).isEqualTo(CATALOG.model("openai", "gpt-4o"));
    assertThat(catalog.model("openai", "gpt-4o")).isEmpty();
    assertThat(catalog.modelNames("local")).isEmpty();
  }

  @Test
  void letsAnotherCatalogueReplaceModelsAndAddVendors() {
    Catalog own =
        Catalog.read("own.yaml", TWO_PRICES.replace("acme:", "openai:").replace("[m]", "[gpt-4o]"))
            .with(Catalog.read("more.yaml", TWO_PRICES));
    Catalog merged = CATALOG.with(own);

    assertThat(merged.model("openai", "gpt-4o")).isEqualTo(own.model("openai", "gpt-4o"));
    assertThat(merged.model("openai", "gpt-4.1")).isEqualTo(CATALOG.model("openai", "gpt-4.1"));
    assertThat(merged.modelNames("acme")).containsExactly("m");
    assertThat(merged.modelNames("anthropic")).isEqualTo(CATALOG.modelNames("anthropic"));
  }

  @Test
  void hasAnotherVersionForOtherContent() {
    Catalog one = Catalog.read("c.yaml", TWO_PRICES);
    Catalog other = Catalog.read("c.yaml", TWO_PRICES.replace("output: 9", "output: 8"));

    assertThat(one.version()).hasSize(12).isNotEqualTo(other.version());
    assertThat(one.version()).isEqualTo(Catalog.read("copy.yaml", TWO_PRICES).version());
    assertThat(CATALOG.with(one).version())
        .isNotEqualTo(CATALOG.with(other).version())
        .isNotEqualTo(CATALOG.version());
    assertThat(CATALOG.forProviders(Map.of()).version()).isEqualTo(CATALOG.version());
  }

  @Test
  void boundsThePromptByItsBytes() {
    Model model = CATALOG.model("openai", "gpt-4o").orElseThrow();

    // 16 for the frame, 4 bytes of text
    assertThat(model.promptTokensAtMost(ChatRequest.of(Message.user("añb")))).isEqualTo(20);
    assertThat(model.promptTokensAtMost(ChatRequest.of(Message.system("ab"), Message.user("c"))))
        .isEqualTo(2 * 16 + 3);
  }

  @Test
  void countsAnImageAsTheModelsLargestWhateverItsBytes() {
    Model model = CATALOG.model("openai", "gpt-4o").orElseThrow();
    Message message =
        new Message(
            Role.USER,
            List.of(new Part.Text("ab"), new Part.InlineImage("image/png", "AAAA".repeat(1000))));

    assertThat(model.promptTokensAtMost(ChatRequest.of(message))).isEqualTo(16 + 2 + 1445);
  }

  @Test
  void countsTheSchemaAndWhatTheVendorSaysAboutIt() {
    Model model = CATALOG.model("openai", "gpt-4o").orElseThrow();
    ResponseFormat format =
        new ResponseFormat.JsonSchema("n", JsonNodeFactory.instance.objectNode(), true);

    assertThat(
            model.promptTokensAtMost(
                ChatRequest.of(Message.user("")).change().format(format).build()))
        .isEqualTo(16 + 512 + 1 + 2);
  }

  /** The tokens that recorded exchanges with web searches were billed. */
  @ParameterizedTest
  @CsvSource({"1, 11642", "10, 494549"})
  void countsWhatSearchesBringIntoThePrompt(int searches, long recorded) {
    ChatRequest searching =
        ChatRequest.of(Message.user("What is new?")).change().search(true).build();
    Model.Limits limits = new Model.Limits(200_000, 4_096, 0, 0, searches);

    assertThat(PromptSize.of(searching).tokensAtMost(limits)).isGreaterThan(recorded);
    assertThat(PromptSize.of(ChatRequest.of(Message.user("What is new?"))).tokensAtMost(limits))
        .isEqualTo(16 + 12);
  }

  @Test
  void boundsACostByTheCapOnTheAnswer() {
    Model model = CATALOG.model("openai", "gpt-4o-mini").orElseThrow();
    ChatRequest open = ChatRequest.of(Message.user("x".repeat(984)));

    // 1000 tokens of input are 0.00015
    assertThat(model.usdAtMost(open, 100, TODAY))
        .hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("0.00021"));
    assertThat(model.usdAtMost(open, 1000, TODAY))
        .hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("0.00075"));
    assertThat(model.usdAtMost(open, 1000, LocalDate.of(2020, 1, 1))).isEmpty();
  }

  @Test
  void boundsACostByTheDearestRatesItCouldMeet() {
    Price price =
        CATALOG.model("anthropic", "claude-haiku-5-5").orElseThrow().priceAt(TODAY).orElseThrow();

    // cache writing for an hour is the dearest input: 100000*0.2 + 10*0.5
    assertThat(price.usdAtMost(100_000, 10, 0)).isEqualByComparingTo("0.020005");
    // and so for long prompts: 100001*1 + 10*2.5
    assertThat(price.usdAtMost(100_001, 10, 0)).isEqualByComparingTo("0.100026");
    // five searches are 0.05
    assertThat(price.usdAtMost(100_000, 10, 5)).isEqualByComparingTo("0.070005");
  }

  @Test
  void neverChargesMoreThanTheBound() {
    for (String name : CATALOG.modelNames("anthropic")) {
      Price price = CATALOG.model("anthropic", name).orElseThrow().priceAt(TODAY).orElseThrow();
      for (long input : List.of(0L, 1L, 99_999L, 100_000L, 100_001L, 900_000L)) {
        for (Usage usage :
            List.of(
                new Usage(input, 0, 0, 7, 0),
                new Usage(0, input, 0, 7, 0),
                new Usage(0, 0, input, 7, 0))) {
          assertThat(price.usd(usage)).isLessThanOrEqualTo(price.usdAtMost(input, 7, 0));
        }
      }
    }
  }

  @Test
  void refusesACatalogueWithMistakes() {
    assertThatThrownBy(() ->
            Catalog.read(
                "c.yaml",
                TWO_PRICES
                    .replace("[m]", "[m, m]")
                    .replace("2026-05-01", "2026-02-01")
                    .replace("[text]", "[text, smell]")
                    .replace("output: 9", "output: -9")))
        .isInstanceOf(InvalidFileException.class)
        .hasMessage(
            """
            c.yaml:4:16: "m" is listed twice; keep one of them
            c.yaml:5:26: item 2 of "capabilities" has to be one of text, image, pdf, tools, json_schema, citations, streaming, reasoning, embeddings, not smell
            c.yaml:10:70: "output" has to be a number from 0 to 10000, not -9
            c.yaml:11:7: prices stand in the order of effective_from; move this one up
            c.yaml:11:70: "output" has to be a number from 0 to 10000, not -9\
            """);
  }

  @Test
  void asksForALimitOfWhateverCanMakeACostGrow() {
    assertThatThrownBy(() ->
            Catalog.read("c.yaml", TWO_PRICES.replace("[text]", "[text, image, pdf, citations]")))
        .hasMessageContaining("\"image_tokens\" is missing")
        .hasMessageContaining("\"pdf_page_tokens\" is missing")
        .hasMessageContaining("\"searches\" is missing");
  }

  @Test
  void wantsAnUnknownPriceSaid() {
    String unpriced = TWO_PRICES.substring(0, TWO_PRICES.indexOf("prices:")).stripTrailing();

    assertThatThrownBy(() -> Catalog.read("c.yaml", unpriced + "\n"))
        .hasMessageContaining("\"prices\" is missing");
    assertThatThrownBy(() ->
            Catalog.read("c.yaml", TWO_PRICES.replace("prices:", "price: unknown\n    prices:")))
        .hasMessage("c.yaml:10:5: prices are given; delete price: unknown");
  }

  @Test
  void knowsModelsWithoutAPrice() {
    Catalog catalog =
        Catalog.read(
            "c.yaml", TWO_PRICES.substring(0, TWO_PRICES.indexOf("prices:")) + "price: unknown\n");

    assertThat(catalog.model("acme", "m")).isPresent();
    assertThat(catalog.cost("acme", "m", Usage.NONE, TODAY)).isEqualTo(Optional.empty());
  }

  private static final String TWO_PRICES =
      """
      format: 1
      vendors:
        acme:
        - names: [m]
          capabilities: [text]
          max_input_tokens: 100
          max_output_tokens: 10
          accepts: [temperature]
          prices:
          - {effective_from: 2026-02-01, source: list A, input: 2, output: 9}
          - {effective_from: 2026-05-01, source: list B, input: 1, output: 9}
      """;
}
