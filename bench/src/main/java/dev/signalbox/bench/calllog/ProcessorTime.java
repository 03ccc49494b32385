package dev.signalbox.bench.calllog;

import dev.signalbox.db.Database;
import java.time.Duration;
import java.util.List;

/**
 * How long processors have worked so far.
 *
 * @param here in this process
 * @param server in the processes of PostgreSQL that run now
 */
record ProcessorTime(Duration here, Duration server) {

  static ProcessorTime now(Database database) {
    List<Long> server =
        database
            .jdbi()
            .withHandle(handle ->
                handle.createQuery("select pid from pg_stat_activity").mapTo(Long.class).list());
    return new ProcessorTime(
        of(ProcessHandle.current()),
        server.stream()
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .map(ProcessorTime::of)
            .reduce(Duration.ZERO, Duration::plus));
  }

  private static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  ProcessorTime since(ProcessorTime before) {
    return new ProcessorTime(here.minus(before.here), server.minus(before.server));
  }
}
