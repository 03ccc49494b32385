package dev.signalbox.router.provider.recorded;

import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An outcome in a few words that a person can check against a recording. */
final class Verdict {
  private Verdict() {}

  /** Of every error among {@code fixtures}, by its name. */
  static Map<String, String> onErrors(Codec codec, List<Fixture> fixtures) {
    return fixtures.stream()
        .filter(fixture -> fixture.status() != 200)
        .collect(Collectors.toMap(Fixture::name, fixture -> of(codec, fixture)));
  }

  private static String of(Codec codec, Fixture fixture) {
    WireResponse response = fixture.wire();
    String verdict =
        switch (codec.decode(response)) {
          case Outcome.Answered _ -> "answered";
          case Outcome.Rejected(int status, _) -> "rejected " + status;
          case Outcome.Failed failed ->
              failed.fault()
                  + (failed.againHere() ? " here" : " next")
                  + failed.retryAfter().map(wait -> " in " + wait).orElse("");
          case Outcome.Skipped _ -> "skipped";
        };
    return verdict + ", " + codec.requestId(response).orElse("none");
  }
}
