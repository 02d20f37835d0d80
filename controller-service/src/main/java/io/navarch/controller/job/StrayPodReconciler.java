package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import io.navarch.controller.podcontrol.OwnedLister;
import io.navarch.controller.podcontrol.Owners;
import java.util.Collection;
import java.util.List;

/** Lets go of pods that no Job is going to count any more: theirs is gone or has ended. */
final class StrayPodReconciler implements Reconciler<Pod> {

  private final Tracking tracking;
  private final OwnedLister<Pod> pods;
  private final Lister<Job> jobs;

  StrayPodReconciler(ApiClient api, Informers informers) {
    this.tracking = new Tracking(api);
    this.pods = new OwnedLister<>(informers, Pod.class);
    this.jobs = informers.lister(Job.class);
  }

  @Override
  public String name() {
    return "job-stray-pod";
  }

  @Override
  public Watches<Pod> watches() {
    return Watches.of(Pod.class, event -> JobFacts.isTracked(event.object()))
        .mappingEvents(Job.class, this::left);
  }

  /** What a Job leaves behind that goes or ends. */
  private Collection<ResourceKey> left(CacheEvent<Job> event) {
    var job = event.object();
    return event instanceof CacheEvent.Removed<Job> || JobFacts.finish(job).isPresent()
        ? pods.controlledBy(job).stream().filter(JobFacts::isTracked).map(ResourceKey::of).toList()
        : List.of();
  }

  @Override
  public Outcome reconcile(Pod pod) {
    if (JobFacts.isTracked(pod) && isStray(pod)) {
      tracking.releaseUnchanged(pod);
    }
    return Outcome.done();
  }

  private boolean isStray(Pod pod) {
    var owner = Owners.controller(pod);
    if (owner.isEmpty()) {
      return true;
    }
    var reference = owner.get();
    if (!reference.getKind().equals("Job") || !reference.getApiVersion().startsWith("batch/")) {
      return false;
    }
    return jobs.find(ResourceKey.of(pod.getMetadata().getNamespace(), reference.getName()))
        .filter(job -> job.getMetadata().getUid().equals(reference.getUid()))
        .filter(job -> JobFacts.isManagedElsewhere(job) || JobFacts.finish(job).isEmpty())
        .isEmpty();
  }
}
