package dev.signalbox.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import dev.signalbox.db.TestPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root cannot run PostgreSQL as itself. */
final class EmbeddedPostgresAsRootTest {
  private static final int NOBODY = 65534;

  @TempDir private Path parent;

  @BeforeEach
  void needsRoot() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux") && new UnixSystem().getUid() == 0,
        "only root on Linux becomes another user");
  }

  @Test
  void leavesTheDataToRootWhereUserNamespacesAreAllowed() throws IOException {
    try (EmbeddedPostgres _ = start()) {
      assumeTrue(postmasterOwner() == 0, "user namespaces are not allowed here");

      assertThat(Folders.owner(cluster())).isZero();
    }
  }

  @Test
  void becomesTheOwnerOfTheData() throws IOException {
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    start().close();
    Folders.give(cluster(), NOBODY);

    try (EmbeddedPostgres _ = start()) {
      assertThat(postmasterOwner()).isEqualTo(NOBODY);
    }
  }

  @Test
  void becomesTheOwnerOfTheDataInAFolderThatOnlyRootMayEnter() throws IOException {
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
    start().close();
    Folders.give(cluster(), NOBODY);

    try (EmbeddedPostgres _ = start()) {
      assertThat(postmasterOwner()).isEqualTo(NOBODY);
    }
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(
        parent.resolve("data"), TestPrograms.folder(), OptionalInt.empty());
  }

  private Path cluster() throws IOException {
    return parent.toRealPath().resolve("data/cluster");
  }

  private int postmasterOwner() throws IOException {
    long pid = Postmaster.of(cluster()).orElseThrow().pid().orElseThrow();
    return Folders.owner(Path.of("/proc", Long.toString(pid)));
  }
}
