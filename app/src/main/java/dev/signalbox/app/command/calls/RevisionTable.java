package dev.signalbox.app.command.calls;

import dev.signalbox.dashboard.page.Figures;
import dev.signalbox.db.view.RevisionView.Revision;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Revisions for a terminal of 110 columns, below the task and the target that they answered for.
 */
final class RevisionTable {
  private static final int REVISION = 44;
  private static final String FORM = "  %-" + REVISION + "s  %9s  %6s  %-16s  %-16s  %s";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RevisionTable() {}

  static List<String> lines(List<Revision> revisions) {
    if (revisions.isEmpty()) {
      return List.of("no model answered in that time");
    }
    List<String> lines = new ArrayList<>();
    lines.add(row("revision", "calls", "share", "first seen (UTC)", "last hour", ""));
    String heading = "";
    for (Revision revision : revisions) {
      String of = revision.task() + " at " + revision.provider() + "/" + revision.model();
      if (!of.equals(heading)) {
        lines.add(Printable.line(of, 110));
        heading = of;
      }
      lines.add(row(revision));
    }
    return lines;
  }

  private static String row(Revision revision) {
    return row(
        revision.revision().isEmpty()
            ? "(not said)"
            : Printable.line(revision.revision(), REVISION),
        Figures.count(revision.calls()),
        Figures.percent(revision.share()),
        time(revision.firstSeen()),
        time(revision.lastSeen()),
        revision.isNew() ? "new" : "");
  }

  private static String row(
      String revision, String calls, String share, String first, String last, String mark) {
    return FORM.formatted(revision, calls, share, first, last, mark).stripTrailing();
  }

  private static String time(Instant moment) {
    return TIME.format(moment);
  }
}
