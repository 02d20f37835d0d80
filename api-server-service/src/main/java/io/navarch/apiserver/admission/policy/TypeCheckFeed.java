package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.registry.Write;
import io.navarch.apiserver.registry.WriteGates;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.apiserver.storage.cache.CacheWatch.WatchEnded;
import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.apiserver.storage.cache.WatchScope;
import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one thread that follows the validating policies and writes into each what the types of its
 * kinds say of its expressions. Upstream does it in a controller, which has the schemas too.
 */
@Slf4j
@Component
@RequiredArgsConstructor
final class TypeCheckFeed implements SmartLifecycle {

  private static final GroupResource POLICIES =
      new GroupResource(PolicyKinds.GROUP, "validatingadmissionpolicies");
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final long RETRY_SECONDS = 1;

  private final WatchCache cache;
  private final Resources resources;
  private final ResourceStore store;
  private final Expressions expressions;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("policy-types").start(this::run);
  }

  @Override
  public void stop() {
    stopping.countDown();
    var running = thread;
    if (running != null) {
      running.interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        try {
          follow();
        } catch (WatchEnded | CompactedException | StoreUnavailable | ApiStatusException e) {
          log.atDebug().setCause(e).log("policies are read anew");
          stopping.await(RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (RuntimeException e) {
          log.atWarn().setCause(e).log("the types of policies could not be checked");
          stopping.await(RETRY_SECONDS, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  private void follow() throws InterruptedException {
    var snapshot = cache.current(POLICIES);
    settle();
    try (var watch = cache.watch(POLICIES, snapshot.revision(), WatchScope.ALL)) {
      while (stopping.getCount() > 0) {
        if (!watch.poll(POLL).isEmpty()) {
          settle();
        }
      }
    }
  }

  private void settle() {
    cache.current(POLICIES).stream("", "").map(CachedObject::tree).forEach(this::check);
  }

  private void check(ObjectNode policy) {
    if (generation(policy) == policy.path("status").path("observedGeneration").asLong(0)) {
      return;
    }
    var write =
        Write.builder()
            .resource(resources.findStored(POLICIES).orElseThrow())
            .namespace("")
            .name(policy.path("metadata").path("name").asString(""))
            .dryRun(false)
            .repeatable(true)
            .gates(WriteGates.OPEN)
            .build();
    try {
      store.updateStatus(write, this::checked);
    } catch (ApiStatusException e) {
      log.atDebug().setCause(e).log("a policy went while its types were checked");
    }
  }

  private ObjectNode checked(ObjectNode policy) {
    var warnings = new TypeCheck(expressions, resources.catalogue()).warnings(policy.path("spec"));
    var status =
        policy.get("status") instanceof ObjectNode known ? known : policy.putObject("status");
    status.put("observedGeneration", generation(policy));
    var checking = status.putObject("typeChecking");
    if (!warnings.isEmpty()) {
      var list = checking.putArray("expressionWarnings");
      warnings.forEach(
          (place, words) -> list.addObject().put("fieldRef", place).put("warning", words));
    }
    return policy;
  }

  private static long generation(ObjectNode policy) {
    return policy.path("metadata").path("generation").asLong(0);
  }
}
