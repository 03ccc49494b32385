package dev.signalbox.db.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Which calls are meant; absent means any.
 *
 * @param provider that answered; so with {@code model} and {@code revision}
 * @param result {@code answered}, {@code rejected}, {@code cut} or {@code failed}
 * @param origin {@code traffic} or {@code eval}
 * @param key the name of an API key
 * @param from not before
 * @param to before
 * @param text words of prompt or answer, as a search engine takes them; finds only calls of tasks
 *     that want to be searched
 */
public record CallFilter(
    Optional<String> task,
    Optional<String> provider,
    Optional<String> model,
    Optional<String> revision,
    Optional<String> result,
    Optional<String> origin,
    Optional<String> promptVersion,
    Optional<String> key,
    Optional<String> user,
    Optional<String> tag,
    Optional<Double> slowerThanMs,
    Optional<Double> fasterThanMs,
    Optional<BigDecimal> dearerThanUsd,
    Optional<BigDecimal> cheaperThanUsd,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> text) {
  public static final CallFilter ANY = of(Optional.empty(), Optional.empty());

  /** The calls of a task with one result. */
  public static CallFilter of(Optional<String> task, Optional<String> result) {
    return new CallFilter(
        task,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        result,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
