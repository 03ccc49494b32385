package dev.signalbox.router.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamParserTest {

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void endsLinesInEveryWayTheStandardHas(String end) {
    String text = String.join(end, "event: delta", "data: {\"a\":1}", "", "data: [DONE]", "", "");

    assertThat(whole(text)).containsExactly(event("delta", "{\"a\":1}"), event("", "[DONE]"));
  }

  @Test
  void joinsTheDataLinesOfOneEvent() {
    assertThat(whole("data: one\ndata:\ndata:two\n\n")).containsExactly(event("", "one\n\ntwo"));
  }

  @Test
  void takesOneSpaceAfterTheColonAndNoMore() {
    assertThat(whole("data:  x \n\n")).containsExactly(event("", " x "));
  }

  @Test
  void skipsCommentsAndFieldsItHasNoUseFor() {
    assertThat(whole(": OPENROUTER PROCESSING\n\nid: 7\nretry: 10\nfoo: bar\ndata: x\n\n"))
        .containsExactly(event("", "x"));
  }

  @Test
  void givesNoEventWithoutData() {
    assertThat(whole("event: ping\n\ndata: x\n\n")).containsExactly(event("", "x"));
  }

  @Test
  void forgetsANameWithItsEvent() {
    assertThat(whole("event: a\ndata: 1\n\ndata: 2\n\n"))
        .containsExactly(event("a", "1"), event("", "2"));
  }

  @Test
  void skipsAByteOrderMark() {
    assertThat(whole("\uFEFFdata: x\n\n")).containsExactly(event("", "x"));
  }

  @Test
  void takesAnObjectThatStandsBareInTheStreamForAnEvent() {
    assertThat(whole("data: x\n\n{\n  \"error\": {\n  }\n}\n\ndata: y\n\n"))
        .containsExactly(event("", "x"), event("", "{\n  \"error\": {\n  }\n}"), event("", "y"));
    assertThat(whole("data: x\n{\"error\": 1}"))
        .containsExactly(event("", "x"), event("", "{\"error\": 1}"));
  }

  @Test
  void givesTheLastEventThoughItsEmptyLineIsMissing() {
    assertThat(whole("data: x")).containsExactly(event("", "x"));
    assertThat(whole("data: x\n")).containsExactly(event("", "x"));
  }

  @Test
  void readsTheSameHoweverTheBytesAreSplit() {
    String text = "event: d\r\ndata: Grüße 🙂\r\n\r\ndata: a\rdata: b\r\r: c\n\ndata: z\n\n";
    byte[] bytes = text.getBytes(UTF_8);
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      List<ServerEvent> events = new ArrayList<>();
      EventStreamParser parser = new EventStreamParser(events::add);
      int from = 0;
      while (from < bytes.length) {
        int to = Math.min(bytes.length, from + 1 + random.nextInt(7));
        parser.feed(bytes, from, to);
        from = to;
      }
      parser.end();

      assertThat(events).containsExactly(event("d", "Grüße 🙂"), event("", "a\nb"), event("", "z"));
    }
  }

  private static List<ServerEvent> whole(String text) {
    List<ServerEvent> events = new ArrayList<>();
    EventStreamParser parser = new EventStreamParser(events::add);
    byte[] bytes = text.getBytes(UTF_8);
    parser.feed(bytes, 0, bytes.length);
    parser.end();
    return events;
  }

  private static ServerEvent event(String name, String data) {
    return new ServerEvent(name, data);
  }
}
