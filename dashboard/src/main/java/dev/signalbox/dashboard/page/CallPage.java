package dev.signalbox.dashboard.page;

import dev.signalbox.db.view.CallDetail;
import dev.signalbox.db.view.StoredPart;
import dev.signalbox.db.view.StoredReply;
import dev.signalbox.router.table.TableVersion;
import java.time.Duration;
import java.util.List;

/** {@code /calls/{id}}: one call, from the decision to the answer. */
public record CallPage(Frame frame, CallDetail detail) implements Page {
  /** The time line's view box; wide enough for a tenth of a percent. */
  public static final int LINE_WIDTH = 1000;

  @Override
  public String template() {
    return "call.jte";
  }

  /** The first twelve digits of the routing table's hash: enough for people. */
  public String shortHash() {
    return detail
        .call()
        .tableHash()
        .map(hash -> new TableVersion(detail.call().tableVersion(), hash).shortHash())
        .orElse("");
  }

  /** Why words are not there that once were. */
  public String gone() {
    return detail.call().wasErased() ? "It was erased." : "It is not kept any more.";
  }

  /** What the answer shows of the model's reasoning, which came before the text. */
  public List<StoredPart> reasoning() {
    return parts(true);
  }

  /** What else the answer holds beside its text. */
  public List<StoredPart> besideText() {
    return parts(false);
  }

  private List<StoredPart> parts(boolean reasoning) {
    return detail.reply().map(StoredReply::parts).orElse(List.of()).stream()
        .filter(part -> part instanceof StoredPart.Reasoning == reasoning)
        .toList();
  }

  /** Where an attempt begins on the time line. */
  public long offset(CallDetail.Attempt attempt) {
    double sinceStart =
        Duration.between(detail.call().startedAt(), attempt.startedAt()).toNanos() / 1e6;
    return onLine(sinceStart);
  }

  /** How long an attempt is on the time line; never nothing. */
  public long length(CallDetail.Attempt attempt) {
    return Math.max(4, onLine(attempt.tookMs()));
  }

  private long onLine(double millis) {
    double share = millis / Math.max(detail.call().tookMs(), 0.001);
    return Math.round(LINE_WIDTH * Math.clamp(share, 0, 1));
  }
}
