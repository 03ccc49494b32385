package dev.signalbox.router.provider.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.EventStreamParser;
import dev.signalbox.router.provider.ServerEvent;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A recorded stream as a codec took it. */
record PlayedStream(AnswerStream stream, List<Piece> pieces) {
  private static final long SEED = 20261123;
  private static final int LONGEST_BIT = 40;

  /** All of it, as long as the codec wants more. */
  static PlayedStream of(Codec codec, Fixture fixture) {
    return of(codec, fixture, events(fixture.body().getBytes(UTF_8), Integer.MAX_VALUE));
  }

  static PlayedStream of(Codec codec, Fixture fixture, List<ServerEvent> events) {
    AnswerStream stream = codec.stream(fixture.wire(new byte[0]));
    List<Piece> pieces = new ArrayList<>();
    for (ServerEvent event : events) {
      if (!stream.ended()) {
        pieces.addAll(stream.take(event));
      }
    }
    return new PlayedStream(stream, pieces);
  }

  /** The events of a body whose bytes come in bits of any length up to {@code longest}. */
  static List<ServerEvent> events(byte[] body, int longest) {
    Random random = new Random(SEED);
    List<ServerEvent> events = new ArrayList<>();
    EventStreamParser parser = new EventStreamParser(events::add);
    for (int from = 0; from < body.length; ) {
      int to = (int) Math.min(body.length, (long) from + 1 + random.nextInt(longest));
      parser.feed(body, from, to);
      from = to;
    }
    parser.end();
    return events;
  }

  static void assertTheSameHoweverItsBytesCome(Codec codec, Fixture fixture) {
    PlayedStream whole = of(codec, fixture);
    PlayedStream inBits = of(codec, fixture, events(fixture.body().getBytes(UTF_8), LONGEST_BIT));

    assertThat(inBits.stream.outcome()).as(fixture.name()).isEqualTo(whole.stream.outcome());
    assertThat(inBits.stream.soFar()).as(fixture.name()).isEqualTo(whole.stream.soFar());
    assertThat(inBits.pieces).as(fixture.name()).isEqualTo(whole.pieces);
  }

  /** However early a stream ends, it is no answer, and what came until then is kept. */
  static void assertCutBeforeItsEnd(Codec codec, Fixture fixture, Predicate<ServerEvent> decides) {
    List<ServerEvent> events = events(fixture.body().getBytes(UTF_8), Integer.MAX_VALUE);
    String all = of(codec, fixture, events).stream.soFar().text();
    for (int length = 0; length < events.size(); length++) {
      List<ServerEvent> begun = events.subList(0, length);
      if (begun.stream().anyMatch(decides)) {
        return;
      }
      PlayedStream cut = of(codec, fixture, begun);
      assertThat(cut.stream.ended()).as(fixture.name() + " after " + length).isFalse();
      assertThat(cut.stream.outcome())
          .as(fixture.name() + " after " + length)
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.fault()).isEqualTo(Fault.CUT));
      assertThat(all).startsWith(cut.stream.soFar().text());
      cut.assertPiecesSpellTheReply(fixture.name());
    }
  }

  /** Cut within an event, too, and whatever else happens to its bytes or to the types in it. */
  static void assertSurvivesDamage(Codec codec, Fixture fixture, int times) {
    Random random = new Random(SEED);
    for (int i = 0; i < times; i++) {
      List<ServerEvent> events = damaged(fixture, random);
      assertThatCode(
              () -> {
                PlayedStream played = of(codec, fixture, events);
                assertThat(played.stream.outcome()).isNotNull();
                assertThat(played.stream.soFar()).isNotNull();
              })
          .as(() -> fixture.name() + " damaged to " + events)
          .doesNotThrowAnyException();
    }
  }

  private static List<ServerEvent> damaged(Fixture fixture, Random random) {
    if (random.nextBoolean()) {
      return events(fixture.body().getBytes(UTF_8), Integer.MAX_VALUE).stream()
          .map(event -> random.nextInt(4) == 0 ? typesSwapped(event, random) : event)
          .toList();
    }
    byte[] bytes = fixture.body().getBytes(UTF_8);
    for (int hits = random.nextInt(4); hits >= 0; hits--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return events(Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)), LONGEST_BIT);
  }

  private static ServerEvent typesSwapped(ServerEvent event, Random random) {
    return new ServerEvent(event.name(), DamagedAnswersTest.typesSwapped(event.data(), random));
  }

  /** Whoever listened to the pieces knows what the reply says. */
  void assertPiecesSpellTheReply(String name) {
    Reply reply = stream.soFar();
    assertThat(spelt(Piece.Text.class, Piece.Text::text)).as(name).isEqualTo(reply.text());
    assertThat(spelt(Piece.Reasoning.class, Piece.Reasoning::text))
        .as(name)
        .isEqualTo(reply.reasoning());
    assertThat(some(Piece.ToolCall.class).map(call -> call.id() + " " + call.name()))
        .as(name)
        .containsExactlyElementsOf(
            reply.toolCalls().stream().map(call -> call.id() + " " + call.name()).toList());
    assertThat(some(Piece.Cited.class).map(Piece.Cited::citation))
        .as(name)
        .isEqualTo(reply.citations());
    if (reply.finish() == FinishReason.TOOL_CALLS) {
      List<Part.ToolCall> calls = reply.toolCalls();
      for (int i = 0; i < calls.size(); i++) {
        int index = i;
        String arguments =
            some(Piece.Arguments.class)
                .filter(piece -> piece.index() == index)
                .map(Piece.Arguments::fragment)
                .collect(Collectors.joining());
        assertThat(Fixtures.tree(arguments.getBytes(UTF_8)))
            .as(name)
            .isEqualTo(Fixtures.tree(calls.get(i).arguments().getBytes(UTF_8)));
      }
    }
  }

  Reply answer() {
    assertThat(stream.outcome()).isInstanceOf(Outcome.Answered.class);
    return ((Outcome.Answered) stream.outcome()).reply();
  }

  private <P extends Piece> String spelt(Class<P> kind, Function<P, String> text) {
    return some(kind).map(text).collect(Collectors.joining());
  }

  private <P extends Piece> Stream<P> some(Class<P> kind) {
    return pieces.stream().filter(kind::isInstance).map(kind::cast);
  }
}
