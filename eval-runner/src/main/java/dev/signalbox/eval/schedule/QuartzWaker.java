package dev.signalbox.eval.schedule;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
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
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.spi.JobStore;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes use cases again and again on real time, each on one node of the cluster at a time and never
 * while it is still at work: Quartz keeps the jobs in the database that all nodes share, and moves
 * them when a node dies. What is due is for the use case to decide.
 *
 * <p>A process has at most one at a time, for Quartz knows schedulers and connections by name, in
 * registries of the whole process. Its threads end with {@link #close}.
 */
public final class QuartzWaker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzWaker.class);

  /** Of the scheduler and its connections; all nodes of a cluster share it. */
  private static final String NAME = "signalbox";

  /** Of a job: the generation that put it in the store. */
  private static final String GENERATION = "generation";

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
   * What is woken when.
   *
   * @param name of the job in the store that all nodes share
   * @param every between two wakings; one that would fall into the one before is left out
   */
  public record Waking(String name, Duration every, UseCase useCase) {}

  /**
   * Starts waking.
   *
   * @param database PostgreSQL with Quartz's tables, prefix {@code qrtz_}; has to have about three
   *     connections to spare, and to stay open until this is closed
   * @param node this node's name, the same after a restart, so that what it left behind when it was
   *     killed is cleared at once and not only when it is missed
   * @param generation of the wakings' names: grows whenever one comes or goes. Jobs in the store
   *     that are not among the wakings are removed, but for those of a later generation, which a
   *     newer node of the cluster knows
   * @param wakings one or more, each with a name of its own
   * @throws IllegalStateException if it cannot start; then nothing is left running
   */
  public static QuartzWaker start(
      DataSource database, String node, int generation, List<Waking> wakings) {
    DBConnectionManager.getInstance().addConnectionProvider(NAME, new LentConnections(database));
    return start(clusteredStore(wakings), node, generation, wakings);
  }

  static QuartzWaker start(JobStore store, String node, int generation, List<Waking> wakings) {
    if (SchedulerRepository.getInstance().lookup(NAME) != null) {
      throw new IllegalStateException("this process has a scheduler running already");
    }
    try {
      DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
      // One each, so that none waits for another.
      SimpleThreadPool threads = new SimpleThreadPool(wakings.size(), Thread.NORM_PRIORITY);
      factory.createScheduler(NAME, node, threads, store);
      QuartzWaker waker = new QuartzWaker(factory.getScheduler(NAME));
      waker.schedule(generation, wakings);
      return waker;
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler could not start: " + e.getMessage(), e);
    }
  }

  private void schedule(int generation, List<Waking> wakings) throws SchedulerException {
    Map<JobKey, UseCase> useCases =
        wakings.stream()
            .collect(Collectors.toMap(waking -> new JobKey(waking.name()), Waking::useCase));
    try {
      scheduler.setJobFactory((fired, _) -> job(fired.getJobDetail().getKey(), useCases));
      removeUnknown(generation, useCases.keySet());
      for (Waking waking : wakings) {
        schedule(generation, waking);
      }
      scheduler.start();
    } catch (SchedulerException e) {
      scheduler.shutdown();
      throw e;
    }
  }

  /** A job of a newer node is left to it, and goes on being scheduled. */
  private static Job job(JobKey key, Map<JobKey, UseCase> useCases) {
    return new WakeJob(
        useCases.getOrDefault(
            key, () -> LOG.info("job {} is left to a newer node", key.getName())));
  }

  private void removeUnknown(int generation, Set<JobKey> known) throws SchedulerException {
    for (JobKey key : scheduler.getJobKeys(GroupMatcher.anyJobGroup())) {
      JobDetail job = scheduler.getJobDetail(key);
      if (job != null && !known.contains(key) && generation(job) <= generation) {
        scheduler.deleteJob(key);
        LOG.info("removed job {} of an earlier version", key.getName());
      }
    }
  }

  private static int generation(JobDetail job) {
    String generation = job.getJobDataMap().getString(GENERATION);
    return generation == null ? 0 : Integer.parseInt(generation);
  }

  private void schedule(int generation, Waking waking) throws SchedulerException {
    JobDetail job =
        JobBuilder.newJob(WakeJob.class)
            .withIdentity(waking.name())
            .usingJobData(GENERATION, Integer.toString(generation))
            .build();
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(waking.name())
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInMilliseconds(waking.every().toMillis())
                    .repeatForever()
                    .withMisfireHandlingInstructionNextWithExistingCount())
            .build();
    // Replaces what an earlier start left in the store, which may have had another interval.
    scheduler.scheduleJob(job, Set.of(trigger), true);
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

  private static JobStore clusteredStore(List<Waking> wakings) {
    try {
      JobStoreTX store = new JobStoreTX();
      store.setDataSource(NAME);
      store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
      store.setTablePrefix("qrtz_");
      store.setUseProperties("true");
      store.setIsClustered(true);
      store.setMisfireThreshold(misfireThreshold(wakings).toMillis());
      return store;
    } catch (InvalidConfigurationException e) {
      throw new AssertionError("the PostgreSQL delegate comes with Quartz", e);
    }
  }

  /**
   * Under Quartz's own threshold of a minute, a waking that took long would be followed at once by
   * all those it had kept from starting.
   */
  private static Duration misfireThreshold(List<Waking> wakings) {
    return wakings.stream()
        .map(Waking::every)
        .min(Comparator.naturalOrder())
        .filter(every -> every.compareTo(SHORTEST_MISFIRE_THRESHOLD) > 0)
        .orElse(SHORTEST_MISFIRE_THRESHOLD);
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
