package dev.signalbox.dashboard.page;

/**
 * Says what went wrong and what to do next.
 *
 * @param status of HTTP
 * @param sentence for people; never an exception's own words
 */
public record ErrorPage(Frame frame, int status, String sentence) implements Page {

  @Override
  public String template() {
    return "error.jte";
  }
}
