package dev.signalbox.app.command.calls;

import dev.signalbox.dashboard.page.Figures;
import dev.signalbox.db.view.CallDetail;
import dev.signalbox.db.view.CostLine;
import dev.signalbox.db.view.StoredDecision;
import dev.signalbox.router.table.TableVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One call, whole, for a terminal. */
final class CallText {
  private static final int WIDTH = 100;

  private final CallDetail detail;
  private final CallDetail.Call call;
  private final List<String> lines = new ArrayList<>();

  private CallText(CallDetail detail) {
    this.detail = detail;
    this.call = detail.call();
  }

  static List<String> lines(CallDetail detail) {
    CallText text = new CallText(detail);
    text.head();
    text.section("decision", text.decision());
    text.section("attempts", new AttemptText(detail).lines());
    text.section("cost", text.cost());
    text.section("routing table", text.table());
    text.section("request", text.request());
    text.section("answer", text.answer());
    return text.lines;
  }

  private void section(String title, List<String> content) {
    lines.add("");
    lines.add(title);
    lines.addAll(content);
  }

  private void head() {
    lines.add("call " + call.id() + (call.simulated() ? ", simulated" : ""));
    put("task", call.task() + ", " + call.origin());
    put("started", call.startedAt() + ", took " + Figures.milliseconds(call.tookMs()));
    put("result", result());
    put("cost", Figures.exactDollars(call.costUsd()));
    call.key().ifPresent(key -> put("key", key));
    call.user().ifPresent(user -> put("user", user));
    call.promptVersion().ifPresent(version -> put("prompt", "version " + version));
    call.conversation().ifPresent(conversation -> put("conversation", conversation));
    if (!call.tags().isEmpty()) {
      put("tags", String.join(", ", call.tags()));
    }
    put("words kept", call.kept());
  }

  private void put(String name, String value) {
    lines.add("  %-13s %s".formatted(name, Printable.line(value, WIDTH)));
  }

  private String result() {
    return call.result()
        + call.provider().map(name -> " by " + name + "/" + call.model().orElse("")).orElse("")
        + call.revision().map(name -> " as " + name).orElse("")
        + (call.joined() ? ", begun by another" : "")
        + call.finish().map(finish -> ", " + finish.replace('_', ' ')).orElse("")
        + call.reason().map(reason -> ": " + reason).orElse("");
  }

  private List<String> decision() {
    StoredDecision decision = detail.decision();
    List<String> said = new ArrayList<>();
    int place = 0;
    for (String candidate : decision.candidates()) {
      place++;
      said.add("%3d  %s".formatted(place, Printable.line(candidate, WIDTH)));
    }
    for (StoredDecision.Skip skip : decision.skipped()) {
      said.add("  -  " + Printable.line(skip.target() + ": " + skip.why(), WIDTH));
    }
    if (decision.thrifty()) {
      said.add("     cheaper ones first, for a budget ran low");
    }
    return said;
  }

  private List<String> cost() {
    List<String> sums = new ArrayList<>();
    for (CallDetail.Attempt attempt : detail.attempts()) {
      attempt.costLines().forEach(line -> sums.add(product(attempt.ordinal(), line)));
      if (attempt.costLines().isEmpty()) {
        sums.add("%3d  %s".formatted(attempt.ordinal(), unexplained(attempt)));
      }
    }
    sums.add("     %-60s  %14s".formatted("together, USD", plain(call.costUsd())));
    return sums;
  }

  private static String product(int ordinal, CostLine line) {
    String million = plain(line.usdEach().movePointRight(6));
    return "%3d  %-22s %,10d × %10s USD a million  %14s"
        .formatted(ordinal, line.what(), line.count(), million, plain(line.usd()));
  }

  private static String unexplained(CallDetail.Attempt attempt) {
    Optional<BigDecimal> cost = attempt.costUsd();
    if (cost.isEmpty()) {
      return "no cost is known: " + attempt.outcome();
    }
    String why =
        attempt.costEstimated()
            ? "at most, for the provider did not say what it used"
            : "by prices of "
                + attempt.priceVersion().orElse("an unknown day")
                + ", which the catalogue explains no more";
    return "%-60s  %14s".formatted(why, plain(cost.get()));
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private List<String> table() {
    List<String> said = new ArrayList<>();
    said.add(
        "  version %d%s, catalogue %s"
            .formatted(
                call.tableVersion(),
                call.tableHash()
                    .map(
                        hash -> ", hash " + new TableVersion(call.tableVersion(), hash).shortHash())
                    .orElse(""),
                call.catalog()));
    if (!detail.tableChange().isEmpty()) {
      said.add("  changed since the version before:");
      detail.tableChange().forEach(line -> said.add("    " + Printable.block(line)));
    }
    return said;
  }

  private List<String> request() {
    return detail.request().map(MessageText::request).orElse(List.of(gone()));
  }

  private List<String> answer() {
    return detail
        .reply()
        .map(MessageText::answer)
        .orElse(List.of(detail.isReplyGone() ? gone() : "  none"));
  }

  private String gone() {
    return call.wasErased() ? "  erased" : "  not kept any more";
  }
}
