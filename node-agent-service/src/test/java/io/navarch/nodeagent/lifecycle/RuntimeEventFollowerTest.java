package io.navarch.nodeagent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeEvents;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runtime's events are followed for as long as there are any, and no longer than the agent. */
@Timeout(30)
class RuntimeEventFollowerTest {

  private final ContainerRuntime runtime =
      mock(ContainerRuntime.class, withSettings().extraInterfaces(RuntimeEvents.class));
  private final PodLifecycle lifecycle = new PodLifecycle(runtime, Clock.systemUTC());
  private final AtomicInteger streams = new AtomicInteger();
  private final List<String> told = new CopyOnWriteArrayList<>();

  private RuntimeEventFollower follower() {
    lifecycle.subscribe(told::add);
    return new RuntimeEventFollower(
        runtime, lifecycle, new LifecycleProperties(Duration.ofMillis(1)));
  }

  /** What the runtime does for as long as somebody follows it. */
  private void onFollow(Stream stream) {
    doAnswer(
            invocation -> {
              streams.incrementAndGet();
              stream.run(invocation.getArgument(0));
              return null;
            })
        .when((RuntimeEvents) runtime)
        .follow(any());
  }

  private interface Stream {
    void run(Consumer<String> changed) throws InterruptedException;
  }

  @Test
  void tellsWhatTheRuntimeTellsAndEndsWithTheAgent() {
    onFollow(changed -> {
      changed.accept("pod-1");
      new CountDownLatch(1).await();
    });
    var follower = follower();

    follower.start();
    await().until(() -> told.contains("pod-1"));
    assertThat(follower.isRunning()).isTrue();
    follower.stop();

    assertThat(follower.isRunning()).isFalse();
    assertThat(streams).hasValue(1);
  }

  @Test
  void followsAnewWhenTheStreamBreaks() {
    onFollow(_ -> {
      throw new RuntimeFailure(RuntimeFailure.Code.UNAVAILABLE, "gone");
    });
    var follower = follower();

    follower.start();
    await().until(() -> streams.get() > 2);
    follower.stop();

    assertThat(follower.isRunning()).isFalse();
  }

  @Test
  void leavesARuntimeWithoutEventsAlone() {
    onFollow(_ -> {
      throw new RuntimeFailure(RuntimeFailure.Code.UNIMPLEMENTED, "unknown method");
    });
    var follower = follower();

    follower.start();
    await().until(() -> !follower.isRunning());

    assertThat(streams).hasValue(1);
  }
}
