package dev.signalbox.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ComplaintTest {

  @Test
  void quotesTheLinesThatAreMarkedAsErrors() {
    assertThat(
            Complaint.in(
                """
                2026-11-23 19:33:31.431 UTC [15906] LOG:  starting PostgreSQL 18.6
                2026-11-23 19:33:31.436 UTC [15906] FATAL:  lock file "postmaster.pid" already exists
                2026-11-23 19:33:31.436 UTC [15906] HINT:  Is another postmaster running?
                pg_ctl: could not start server
                """))
        .isEqualTo("lock file \"postmaster.pid\" already exists; Is another postmaster running?");
  }

  @Test
  void quotesTheLastLinesWhenNoneIsMarked() {
    assertThat(Complaint.in("1\n2\n3\n\n4\n5\n6\n")).isEqualTo("2; 3; 4; 5; 6");
    assertThat(Complaint.in("")).isEmpty();
  }
}
