package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.podcontrol.Claims;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.Orphans;
import io.navarch.controller.podcontrol.OwnedLister;
import io.navarch.controller.podcontrol.PodControl;
import io.navarch.controller.podcontrol.Selectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Runs the pods of a Job until enough have succeeded or too many have failed. */
final class JobReconciler implements Reconciler<Job> {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);

  private final Claims claims;
  private final Clock clock;
  private final OwnedLister<Pod> pods;
  private final Lister<Job> jobs;
  private final EventRecorder events;
  private final JobActions actions;
  private final Accounting accounting;
  private final ConcurrentHashMap<String, Backoff> backoffs = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<ResourceKey, String> uids = new ConcurrentHashMap<>();

  JobReconciler(
      ApiClient api, Informers informers, Claims claims, EventRecorders events, Clock clock) {
    this.claims = claims;
    this.clock = clock;
    this.pods = new OwnedLister<>(informers, Pod.class);
    this.jobs = informers.lister(Job.class);
    this.events = events.of("job-controller");
    var tracking = new Tracking(api);
    this.actions = new JobActions(new PodControl(api, this.events), tracking);
    this.accounting = new Accounting(api, tracking);
  }

  @Override
  public String name() {
    return "job";
  }

  @Override
  public Watches<Job> watches() {
    return Watches.of(Job.class)
        .owning(Pod.class)
        .mapping(
            Pod.class,
            pod -> Orphans.takers(pod, jobs, job -> Selectors.of(job.getSpec().getSelector())));
  }

  @Override
  public Outcome gone(ResourceKey key) {
    forget(key);
    return Outcome.done();
  }

  private void forget(ResourceKey key) {
    var uid = uids.remove(key);
    if (uid != null) {
      backoffs.remove(uid);
    }
  }

  @Override
  public Outcome reconcile(Job job) {
    if (JobFacts.isManagedElsewhere(job)) {
      return Outcome.done();
    }
    if (JobFacts.finish(job).isPresent()) {
      forget(ResourceKey.of(job));
      return Outcome.done();
    }
    var mode = job.getSpec().getCompletionMode();
    if (mode != null && !List.of("NonIndexed", "Indexed").contains(mode)) {
      events.warning(
          job, "UnknownCompletionMode", "Skipped Job sync because completion mode is unknown");
      return Outcome.done();
    }
    var view = new JobView(job, owned(job));
    var now = clock.instant();
    var backoff =
        backoffs
            .getOrDefault(job.getMetadata().getUid(), Backoff.NONE)
            .after(view.newlySucceeded(), view.newlyFailed());
    return advance(new Round(view, new StatusDraft(view, now), backoff, now));
  }

  private List<Pod> owned(Job job) {
    var selector = Selectors.of(job.getSpec().getSelector());
    return claims.claim(job, selector, PODS, pods.candidates(job), List.of(JobFacts.FINALIZER));
  }

  /** One look at one Job. */
  private record Round(JobView view, StatusDraft draft, Backoff backoff, Instant now) {

    Job job() {
      return view.job();
    }
  }

  /** What came of acting: whether the Job is over, how long to wait, what went wrong. */
  private record Step(
      Optional<JobEnd> end, Optional<Duration> pause, Optional<RuntimeException> trouble) {}

  private Outcome advance(Round round) {
    var over = JobEnd.of(round.view(), round.draft().started(), round.now());
    var step = over.isPresent() ? dismiss(round, over.get()) : goOn(round);
    boolean finished =
        accounting.settle(round.view(), round.draft(), step.end(), () -> remember(round));
    if (finished) {
      tell(round.draft().stored(), step.end().orElseThrow());
      return Outcome.done();
    }
    if (step.trouble().isPresent()) {
      throw step.trouble().get();
    }
    return Stream.of(
            step.pause(), JobEnd.untilDeadline(round.view(), round.draft().started(), round.now()))
        .flatMap(Optional::stream)
        .filter(Duration::isPositive)
        .min(Duration::compareTo)
        .map(Outcome::requeueAfter)
        .orElseGet(Outcome::done);
  }

  private void remember(Round round) {
    var uid = round.job().getMetadata().getUid();
    uids.put(ResourceKey.of(round.job()), uid);
    backoffs.put(uid, round.backoff());
  }

  /** Sends all pods home; the Job is not over before the last of them was told. */
  private Step dismiss(Round round, JobEnd end) {
    var trouble = actions.end(round.job(), round.view().active(), round.draft());
    return new Step(
        trouble.isPresent() ? Optional.empty() : Optional.of(end), Optional.empty(), trouble);
  }

  private Step goOn(Round round) {
    boolean deleting = round.job().getMetadata().getDeletionTimestamp() != null;
    var plan =
        deleting
            ? new PodPlan.Nothing()
            : PodPlan.compute(round.view(), round.backoff(), round.now());
    var trouble =
        switch (plan) {
          case PodPlan.Remove(var surplus) -> actions.remove(round.job(), surplus, round.draft());
          case PodPlan.Create(var indexes) -> actions.create(round.view(), indexes, round.draft());
          case PodPlan.Wait _, PodPlan.Nothing _ -> Optional.<RuntimeException>empty();
        };
    if (hasEnough(round)) {
      return new Step(Optional.of(JobEnd.COMPLETIONS_REACHED), Optional.empty(), trouble);
    }
    if (!deleting) {
      suspendOrResume(round);
    }
    var wait =
        plan instanceof PodPlan.Wait(var delay) ? Optional.of(delay) : Optional.<Duration>empty();
    return new Step(Optional.empty(), wait, trouble);
  }

  private static boolean hasEnough(Round round) {
    var wanted = round.job().getSpec().getCompletions();
    int succeeded = round.view().succeededCount();
    return round.draft().active() == 0 && (wanted == null ? succeeded > 0 : succeeded >= wanted);
  }

  private void suspendOrResume(Round round) {
    if (JobFacts.isSuspended(round.job())) {
      if (round.draft().suspend()) {
        events.normal(round.job(), "Suspended", "Job suspended");
      }
    } else if (round.draft().resume()) {
      events.normal(round.job(), "Resumed", "Job resumed");
    }
  }

  private void tell(Job job, JobEnd end) {
    if (!end.success()) {
      events.warning(job, end.reason(), end.message());
      return;
    }
    var wanted = job.getSpec().getCompletions();
    if (wanted != null && Numbers.orZero(job.getStatus().getSucceeded()) > wanted) {
      events.warning(
          job,
          "TooManySucceededPods",
          "Too many succeeded pods running after completion count reached");
    }
    events.normal(job, "Completed", "Job completed");
  }
}
