package dev.signalbox.router.table;

/** Placeholder. */
final class CanonicalForm {
  private CanonicalForm() {}

  static String of(RoutingTable table) {
    return String.join(",", table.tasks().keySet());
  }
}
