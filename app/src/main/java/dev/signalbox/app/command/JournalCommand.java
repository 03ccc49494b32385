package dev.signalbox.app.command;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.db.Database;
import dev.signalbox.db.DatabaseException;
import dev.signalbox.db.calllog.JournaledCallLog;
import dev.signalbox.db.calllog.KeepFrom;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalFolder;
import dev.signalbox.router.yaml.SizeText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code signalbox journal}: calls on their way from the nodes to the database. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    description = "Looks after the journals: calls on their way from the nodes to the database.")
public final class JournalCommand {
  private static final String ROW = "%-24s %-16s %10s %9s %9s %8s";

  @Spec private @Nullable CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Lists the nodes' journals: which process has each, and what is in it. Of a journal that"
              + " a process has, some records may be in the database already.",
      footer = {
        "",
        "Exit status: 0 all is well; 1 calls wait that no process delivers, or records were damaged"
            + " or refused; 2 bad input."
      })
  int status(
      @Mixin CommandDatabase database,
      @Parameters(
              arity = "0..1",
              paramLabel = "DIR",
              description = "has a folder for each node (default: what the settings say)")
          @Nullable Path folder,
      @Option(names = "--json", description = "print each journal as one line of JSON")
          boolean json) {
    List<JournalFolder> journals =
        JournalFolder.allIn(Optional.ofNullable(folder).orElseGet(database::journals));
    PrintWriter out = Terminal.out(spec);
    if (json) {
      journals.forEach(journal -> out.println(json(journal)));
    } else if (journals.isEmpty()) {
      out.println("there is no journal");
    } else {
      out.println(ROW.formatted("node", "held by", "size", "records", "damaged", "refused"));
      journals.forEach(journal -> out.println(row(journal)));
    }
    return journals.stream().anyMatch(JournalCommand::wantsAttention)
        ? ExitCode.FOUND
        : ExitCode.OK;
  }

  private static boolean wantsAttention(JournalFolder journal) {
    return journal.isOrphan()
        || journal.damagedBytes() > 0
        || journal.damagedFiles() > 0
        || journal.refused() > 0;
  }

  private static String row(JournalFolder journal) {
    String damaged =
        journal.damagedFiles() > 0
            ? journal.damagedFiles() + " files"
            : SizeText.of(journal.damagedBytes());
    return ROW.formatted(
        journal.folder().getFileName(),
        journal.holder().orElse("nobody"),
        SizeText.of(journal.bytes()),
        journal.records(),
        damaged,
        journal.refused());
  }

  private static ObjectNode json(JournalFolder journal) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("node", String.valueOf(journal.folder().getFileName()));
    json.put("holder", journal.holder().orElse(null));
    return json.put("bytes", journal.bytes())
        .put("records", journal.records())
        .put("damaged_bytes", journal.damagedBytes())
        .put("damaged_files", journal.damagedFiles())
        .put("refused", journal.refused());
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Delivers the journal of a node that does not come back to the database, and deletes what"
              + " was delivered. Calls that are in the database already stay as they are, so it may"
              + " be done again.",
      footer = {
        "",
        "Exit status: 0 everything is delivered; 1 it is, but for damaged or refused records, which"
            + " stay in the folder; 2 a process has the journal, or there is none, or no database.",
        "",
        "  signalbox journal import .signalbox/journal/node-7"
      })
  int deliver(
      @Mixin CommandDatabase database,
      @Parameters(paramLabel = "DIR", description = "the node's folder") Path folder) {
    try (Journal journal = Journal.adopt(folder)) {
      long refusedBefore = journal.state().setAside();
      long calls = database.useMigrated(opened -> deliver(opened, journal, database.keepFrom()));
      Journal.State left = journal.state();
      PrintWriter out = Terminal.out(spec);
      long refused = left.setAside() - refusedBefore;
      out.println("%,d calls delivered".formatted(calls - refused));
      if (left.damagedBytes() > 0) {
        out.println("%,d bytes were damaged; their files are kept".formatted(left.damagedBytes()));
      }
      if (left.setAside() > 0) {
        out.println(
            "%,d records were refused, and are kept in %s"
                .formatted(left.setAside(), folder.resolve("refused")));
      }
      return left.damagedBytes() + left.setAside() > 0 ? ExitCode.FOUND : ExitCode.OK;
    }
  }

  private static long deliver(Database database, Journal journal, KeepFrom keepFrom) {
    try {
      return JournaledCallLog.adopt(database, journal, () -> keepFrom);
    } catch (SQLException | JdbiException e) {
      throw new DatabaseException("the database does not take the calls: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while calls were delivered", e);
    }
  }
}
