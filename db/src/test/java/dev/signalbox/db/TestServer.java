package dev.signalbox.db;

import dev.signalbox.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL server of this JVM's tests: started on first use, stopped when the JVM ends. */
final class TestServer {
  private static final Logger LOG = LoggerFactory.getLogger(TestServer.class);
  private static final String IMAGE = "postgres:18-alpine";

  private TestServer() {}

  /** Its administrator, in a database that nobody else uses. */
  static DatabaseAddress address() {
    return Running.ADDRESS;
  }

  private static final class Running {
    static final DatabaseAddress ADDRESS =
        DockerClientFactory.instance().isDockerAvailable() ? inContainer() : embedded();
  }

  private static DatabaseAddress inContainer() {
    LOG.info("tests run on PostgreSQL in a container ({})", IMAGE);
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    container.start();
    atEnd(container::stop);
    return new DatabaseAddress(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getDatabaseName()),
        container.getUsername(),
        container.getPassword());
  }

  private static DatabaseAddress embedded() {
    LOG.info("tests run on the embedded PostgreSQL, for no Docker engine answers");
    try {
      Path build = Files.createDirectories(TestPrograms.buildFolder());
      Path folder = Files.createTempDirectory(build, "test-database-");
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(folder, TestPrograms.folder(), OptionalInt.empty());
      atEnd(() -> {
        postgres.close();
        delete(folder);
      });
      return postgres.address();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void atEnd(Runnable action) {
    Runtime.getRuntime().addShutdownHook(new Thread(action, "stop test database"));
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
