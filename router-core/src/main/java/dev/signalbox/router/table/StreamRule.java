package dev.signalbox.router.table;

/** What a streamed answer promises its caller. */
public record StreamRule(Commit commit, OnCut onCut) {
  public static final StreamRule DEFAULT = new StreamRule(Commit.FIRST_CONTENT, OnCut.ERROR);

  /** From when on an answer belongs to the caller, so that no other target can replace it. */
  public enum Commit {
    /** From its first content: quick, but a later fault is seen. */
    FIRST_CONTENT,
    /** Once it is whole: every fault is rescued, and the caller waits. */
    COMPLETE
  }

  /** What follows when an answer breaks off that the caller has seen the beginning of. */
  public enum OnCut {
    /** The stream ends with an error. */
    ERROR,
    /** The next capable target goes on where it broke off. */
    CONTINUE
  }
}
