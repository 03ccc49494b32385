package dev.signalbox.db.calllog;

import dev.signalbox.db.Database;
import dev.signalbox.db.column.Sha256;
import dev.signalbox.db.column.Storable;
import dev.signalbox.router.time.TimeOrderedUuid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Erases what the call log knows of calls, or of a user. Thread-safe.
 *
 * <p>Gone are prompts, answers and partial answers, searchable words, tags, the user's name, the
 * conversation, providers' request ids, and whatever a provider may have quoted. The rows stay,
 * with {@code kept} {@code erased}: when which task ran where, how it ended and what it cost. So
 * every sum stays the sum of its rows, prices can still be corrected, and nobody wonders about
 * numbers that shrank; none of it says who called or what was said. In sums by user the erased ones
 * become one, {@value #ERASED}.
 *
 * <p>An erasure is remembered before it begins: a call that is still in some node's journal is left
 * out when it is delivered. Each step is a short transaction, from which deliveries are kept out; a
 * second run goes on where the first was stopped, and finds nothing where that had finished. A
 * payload that another call of the same owner needs stays until that is erased too.
 */
public final class Erasure {
  /** The user and the state of what was erased. */
  public static final String ERASED = "erased";

  private static final int BATCH = 500;

  private final Jdbi jdbi;

  public Erasure(Database database) {
    this.jdbi = database.jdbi();
  }

  /**
   * On whose word, for the record.
   *
   * @param why must name nobody, since it is kept
   */
  public record Order(String who, String why) {
    public Order {
      who = Storable.text(who);
      why = Storable.text(why);
    }
  }

  /** How many calls and payloads there were to erase. */
  public record Erased(long calls, long payloads) {
    public static final Erased NOTHING = new Erased(0, 0);

    public Erased and(Erased more) {
      return new Erased(calls + more.calls, payloads + more.payloads);
    }
  }

  /** One call. An id that is not known yet is remembered for when the call arrives. */
  public Erased call(UUID id, Order order) {
    return jdbi.inTransaction(handle -> {
      ErasureDao dao = keepingDeliveriesOut(handle);
      long change = dao.record("erase_call", id.toString(), order.who(), order.why()).id();
      return dao.owner(id)
          .map(owner -> erase(dao, change, List.of(id), owner))
          .orElse(Erased.NOTHING);
    });
  }

  /**
   * All calls of a user that started before now.
   *
   * @param progress is told what was erased so far
   */
  public Erased user(String name, Order order, Consumer<Erased> progress) {
    String user = Storable.text(name);
    ErasureDao.Change change =
        jdbi.inTransaction(handle ->
            keepingDeliveriesOut(handle)
                .record("erase_user", Sha256.hex(user), order.who(), order.why()));
    Erased all = Erased.NOTHING;
    Optional<Erased> some = nextBatch(user, change);
    while (some.isPresent()) {
      all = all.and(some.get());
      progress.accept(all);
      some = nextBatch(user, change);
    }
    LocalDate today = LocalDate.ofInstant(change.changedAt(), ZoneOffset.UTC);
    jdbi.useTransaction(handle -> keepingDeliveriesOut(handle).renameSpend(user, today));
    return all;
  }

  private static ErasureDao keepingDeliveriesOut(Handle handle) {
    ErasureDao dao = handle.attach(ErasureDao.class);
    dao.keepDeliveriesOut();
    return dao;
  }

  /** Empty when none is left. */
  private Optional<Erased> nextBatch(String user, ErasureDao.Change change) {
    return jdbi.inTransaction(handle -> {
      ErasureDao dao = keepingDeliveriesOut(handle);
      List<UUID> calls = dao.callsOf(user, change.changedAt(), BATCH);
      if (calls.isEmpty()) {
        return Optional.empty();
      }
      LocalDate day = day(calls.getFirst());
      List<UUID> ofOneDay = calls.stream().filter(id -> day(id).equals(day)).toList();
      return Optional.of(erase(dao, change.id(), ofOneDay, new ErasureDao.Owner(user, null)));
    });
  }

  /**
   * Erases calls of one owner and one day.
   *
   * @param calls in the database's order
   */
  private static Erased erase(
      ErasureDao dao, long change, List<UUID> calls, ErasureDao.Owner owner) {
    UUID first = calls.getFirst();
    UUID last = calls.getLast();
    UUID[] ids = calls.toArray(UUID[]::new);
    UUID[] payloads = dao.payloadsOf(first, last, ids).toArray(UUID[]::new);
    dao.moveSpend(first, last, ids);
    if (owner.userId() != null) {
      dao.dropEmptySpend(owner.userId());
    }
    int blanked = dao.blankCalls(first, last, ids);
    dao.blankAttempts(first, last, ids);
    dao.deleteTags(first, last, ids);
    dao.deleteText(first, last, ids);
    Erased erased = new Erased(blanked, deletePayloads(dao, day(first), payloads, owner));
    dao.addTo(change, erased.calls(), erased.payloads());
    return erased;
  }

  private static int deletePayloads(
      ErasureDao dao, LocalDate day, UUID[] keys, ErasureDao.Owner owner) {
    String owned = ErasureDao.OF_NOBODY;
    @Nullable String name = null;
    if (owner.userId() != null) {
      owned = ErasureDao.OF_USER;
      name = owner.userId();
    } else if (owner.apiKey() != null) {
      owned = ErasureDao.OF_KEY;
      name = owner.apiKey();
    }
    Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return dao.deletePayloads(day, from, to, keys, owned, name);
  }

  private static LocalDate day(UUID call) {
    return LocalDate.ofInstant(TimeOrderedUuid.momentOf(call), ZoneOffset.UTC);
  }
}
