package dev.signalbox.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.embedded.Postmaster.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PostmasterTest {
  private static final String PROGRAM = "/data/programs/0a1b/bin/postgres";

  private final Postmaster postmaster =
      new Postmaster(Path.of("/my data/cluster"), OptionalLong.of(4711));

  @Test
  void recognizesItsServer() {
    String line = PROGRAM + " -D /my data/cluster -c port=5433 -c fsync=on";

    assertThat(postmaster.standing(new FakeInfo(PROGRAM, line))).isEqualTo(Standing.OURS);
  }

  @Test
  void recognizesItsServerWhenTheProgramIsHidden() {
    String line = PROGRAM + " -D /my data/cluster -c port=5433 -c fsync=on";

    assertThat(postmaster.standing(new FakeInfo(null, line))).isEqualTo(Standing.OURS);
  }

  @Test
  void leavesAnotherDirectorysServerToPostgresToJudge() {
    String line = PROGRAM + " -D /my data/cluster-2 -c port=5433";

    assertThat(postmaster.standing(new FakeInfo(PROGRAM, line))).isEqualTo(Standing.UNDECIDED);
    assertThat(postmaster.standing(new FakeInfo(null, line))).isEqualTo(Standing.UNDECIDED);
  }

  @Test
  void leavesAHiddenProcessToPostgresToJudge() {
    assertThat(postmaster.standing(new FakeInfo(null, null))).isEqualTo(Standing.UNDECIDED);
  }

  @Test
  void knowsAStranger() {
    String reading = "/usr/bin/less postgres -D /my data/cluster -c port=1";

    assertThat(postmaster.standing(new FakeInfo("/usr/bin/less", reading)))
        .isEqualTo(Standing.STRANGER);
    assertThat(postmaster.standing(new FakeInfo(null, "/usr/bin/sleep 600")))
        .isEqualTo(Standing.STRANGER);
  }

  private record FakeInfo(@Nullable String program, @Nullable String line)
      implements ProcessHandle.Info {
    @Override
    public Optional<String> command() {
      return Optional.ofNullable(program);
    }

    @Override
    public Optional<String> commandLine() {
      return Optional.ofNullable(line);
    }

    @Override
    public Optional<String[]> arguments() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> startInstant() {
      return Optional.empty();
    }

    @Override
    public Optional<Duration> totalCpuDuration() {
      return Optional.empty();
    }

    @Override
    public Optional<String> user() {
      return Optional.empty();
    }
  }
}
