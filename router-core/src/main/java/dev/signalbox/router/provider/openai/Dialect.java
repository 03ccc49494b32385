package dev.signalbox.router.provider.openai;

/**
 * What a server that speaks Chat Completions knows of it. Some refuse a whole request for one field
 * that they do not know, so each is sent only what it does.
 *
 * @param outputCap what the cap on the answer is called: OpenAI's reasoning models refuse the older
 *     {@code max_tokens}, most imitators know no other
 * @param seed what the seed of the sampling is called
 * @param streamUsage whether it has to be asked for the usage of a streamed answer; where not, it
 *     tells it unasked
 * @param strict whether schemas may say {@code strict}; where not, a schema is still sent
 * @param effortInObject whether the effort is a field of an object {@code reasoning}
 * @param shortCallIds whether ids of tool calls have to be nine letters and digits, also those that
 *     another provider gave
 * @param keyHeader the header that the key is sent in: {@code Authorization} takes it as a bearer
 *     token, any other as it is
 */
public record Dialect(
    String outputCap,
    String seed,
    boolean streamUsage,
    boolean strict,
    boolean effortInObject,
    boolean shortCallIds,
    String keyHeader) {
  private static final String NEWER_CAP = "max_completion_tokens";
  private static final String OLDER_CAP = "max_tokens";
  private static final String SEED = "seed";
  private static final String BEARER = "Authorization";

  public static final Dialect OPENAI =
      new Dialect(NEWER_CAP, SEED, true, true, false, false, BEARER);

  /** Of a server that nothing more is known of: what vLLM, Ollama and their like all take. */
  public static final Dialect COMPATIBLE =
      new Dialect(OLDER_CAP, SEED, true, false, false, false, BEARER);

  private static final Dialect AZURE =
      new Dialect(NEWER_CAP, SEED, true, true, false, false, "api-key");
  private static final Dialect MISTRAL =
      new Dialect(OLDER_CAP, "random_seed", false, true, false, true, BEARER);
  private static final Dialect OPENROUTER =
      new Dialect(OLDER_CAP, SEED, true, true, true, false, BEARER);
  private static final Dialect GROQ =
      new Dialect(NEWER_CAP, SEED, true, false, false, false, BEARER);
  private static final Dialect TOGETHER =
      new Dialect(OLDER_CAP, SEED, false, false, false, false, BEARER);
  private static final Dialect CEREBRAS =
      new Dialect(NEWER_CAP, SEED, false, true, false, false, BEARER);

  /** The dialect of a vendor by the name that settings give it, {@link #COMPATIBLE} if unknown. */
  public static Dialect of(String vendor) {
    return switch (vendor) {
      case "openai" -> OPENAI;
      case "azure" -> AZURE;
      case "xai" -> OPENAI;
      case "mistral" -> MISTRAL;
      case "openrouter" -> OPENROUTER;
      case "groq" -> GROQ;
      case "together" -> TOGETHER;
      case "cerebras" -> CEREBRAS;
      default -> COMPATIBLE; // DeepSeek, Ollama and vLLM too
    };
  }
}
