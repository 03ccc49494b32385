package dev.signalbox.db.store;

import dev.signalbox.eval.series.StreamKey;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Streams. */
interface StreamDao {

  @SqlUpdate(
      """
      insert into stream (task, provider, model, suite, grader_version)
      values (:task, :provider, :model, :suite, :graderVersion)
      on conflict do nothing
      """)
  void insert(@BindMethods StreamKey stream);

  @SqlQuery(
      """
      select id from stream
      where task = :task and provider = :provider and model = :model and suite = :suite
        and grader_version = :graderVersion
      """)
  Optional<Long> find(@BindMethods StreamKey stream);

  /** Until the transaction ends nobody else adds to the stream or changes it. */
  @SqlQuery("select id from stream where id = :stream for update")
  long lock(long stream);

  /** Finds the stream or makes it, and locks it. */
  default long locked(StreamKey stream) {
    if (find(stream).isEmpty()) {
      insert(stream);
    }
    return lock(find(stream).orElseThrow());
  }
}
