package dev.signalbox.db;

import java.nio.file.Path;

/** PostgreSQL's programs, unpacked once for the tests of all modules. */
public final class TestPrograms {
  private TestPrograms() {}

  public static Path folder() {
    return buildFolder().resolve("postgresql");
  }

  static Path buildFolder() {
    return Path.of(System.getProperty("signalbox.root", ".")).resolve("target");
  }
}
