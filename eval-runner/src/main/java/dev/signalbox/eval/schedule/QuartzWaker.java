package dev.signalbox.eval.schedule;

import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.spi.JobStore;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes a use case again and again on real time, on one node of the cluster at a time: Quartz keeps
 * the job in the database that all nodes share, and moves it when a node dies. What is due is for
 * the use case to decide.
 *
 * <p>A process has at most one at a time, for Quartz knows schedulers and connections by name, in
 * registries of the whole process. Its threads end with {@link #close}.
 */
public final class QuartzWaker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzWaker.class);

  /** Of the scheduler and its connections; all nodes of a cluster share it. */
  private static final String NAME = "signalbox";

  private static final String JOB = "wake";
  private static final int THREADS = 1;
  private static final Duration SHORTEST_MISFIRE_THRESHOLD = Duration.ofSeconds(1);

  private final Scheduler scheduler;

  /** What is woken. */
  @FunctionalInterface
  public interface UseCase {
    void run() throws InterruptedException;
  }

  private QuartzWaker(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Starts waking {@code useCase}.
   *
   * @param database PostgreSQL with Quartz's tables, prefix {@code qrtz_}; has to have about three
   *     connections to spare, and to stay open until this is closed
   * @param node this node's name, the same after a restart, so that what it left behind when it was
   *     killed is cleared at once and not only when it is missed
   * @param every between two wakings; one that would fall into the one before is left out
   * @throws IllegalStateException if it cannot start; then nothing is left running
   */
  public static QuartzWaker start(
      DataSource database, String node, Duration every, UseCase useCase) {
    DBConnectionManager.getInstance().addConnectionProvider(NAME, new LentConnections(database));
    return start(clusteredStore(every), node, every, useCase);
  }

  static QuartzWaker start(JobStore store, String node, Duration every, UseCase useCase) {
    if (SchedulerRepository.getInstance().lookup(NAME) != null) {
      throw new IllegalStateException("this process has a scheduler running already");
    }
    try {
      DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
      SimpleThreadPool threads = new SimpleThreadPool(THREADS, Thread.NORM_PRIORITY);
      factory.createScheduler(NAME, node, threads, store);
      QuartzWaker waker = new QuartzWaker(factory.getScheduler(NAME));
      waker.schedule(every, useCase);
      return waker;
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler could not start: " + e.getMessage(), e);
    }
  }

  private void schedule(Duration every, UseCase useCase) throws SchedulerException {
    try {
      scheduler.setJobFactory((_, _) -> new WakeJob(useCase));
      JobDetail job = JobBuilder.newJob(WakeJob.class).withIdentity(JOB).build();
      Trigger trigger =
          TriggerBuilder.newTrigger()
              .withIdentity(JOB)
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(every.toMillis())
                      .repeatForever()
                      .withMisfireHandlingInstructionNextWithExistingCount())
              .build();
      // Replaces what an earlier start left in the store, which may have had another interval.
      scheduler.scheduleJob(job, Set.of(trigger), true);
      scheduler.start();
    } catch (SchedulerException e) {
      scheduler.shutdown();
      throw e;
    }
  }

  /** Starts no further waking and waits for the one under way. */
  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler did not shut down: " + e.getMessage(), e);
    }
  }

  private static JobStore clusteredStore(Duration every) {
    try {
      JobStoreTX store = new JobStoreTX();
      store.setDataSource(NAME);
      store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
      store.setTablePrefix("qrtz_");
      store.setUseProperties("true");
      store.setIsClustered(true);
      store.setMisfireThreshold(misfireThreshold(every).toMillis());
      return store;
    } catch (InvalidConfigurationException e) {
      throw new AssertionError("the PostgreSQL delegate comes with Quartz", e);
    }
  }

  /**
   * Under Quartz's own threshold of a minute, a waking that took long would be followed at once by
   * all those it had kept from starting.
   */
  private static Duration misfireThreshold(Duration every) {
    return every.compareTo(SHORTEST_MISFIRE_THRESHOLD) > 0 ? every : SHORTEST_MISFIRE_THRESHOLD;
  }

  @DisallowConcurrentExecution
  private record WakeJob(UseCase useCase) implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      try {
        useCase.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.error("a waking failed; the next one follows as scheduled", e);
      }
    }
  }
}
