package io.navarch.allinone;

import io.navarch.apiserver.ApiServerApplication;
import io.navarch.controller.ControllerApplication;
import io.navarch.nodeagent.NodeAgentApplication;
import io.navarch.scheduler.SchedulerApplication;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts the services in the order in which they need one another: the store, the api-server, then
 * all of its clients side by side. Stops them the other way round. Owned by the thread that starts
 * and stops the application.
 */
@Slf4j
@Component
@RequiredArgsConstructor
final class ServiceContexts implements SmartLifecycle {

  private static final List<String> REDIS =
      List.of(
          DataRedisAutoConfiguration.class.getName(),
          DataRedisReactiveAutoConfiguration.class.getName());

  private final AllInOneProperties properties;
  private final Deque<ConfigurableApplicationContext> running = new ArrayDeque<>();
  private @Nullable EmbeddedRedis redis;

  @Override
  public void start() {
    var store = new HashMap<String, Object>();
    if (properties.redis().enabled()) {
      redis = EmbeddedRedis.start(properties.redis());
      store.put("spring.data.redis.host", "127.0.0.1");
      store.put("spring.data.redis.port", properties.redis().port());
      store.put("spring.data.redis.password", redis.password());
    }
    if (runs("api-server")) {
      running.push(context(ApiServerApplication.class, "api-server", store));
    }
    startClients();
  }

  private void startClients() {
    var starts = new ArrayList<Callable<ConfigurableApplicationContext>>();
    if (runs("controller")) {
      starts.add(() -> context(ControllerApplication.class, "controller", Map.of()));
    }
    if (runs("scheduler")) {
      starts.add(() -> context(SchedulerApplication.class, "scheduler", Map.of()));
    }
    if (runs("node-agent")) {
      properties
          .nodes()
          .forEach(node ->
              starts.add(
                  () -> context(NodeAgentApplication.class, "node-agent," + node, Map.of())));
    }
    try (var executor =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("start-", 0).factory())) {
      finish(starts.stream().map(executor::submit).toList());
    }
  }

  private void finish(List<Future<ConfigurableApplicationContext>> starts) {
    for (var start : starts) {
      try {
        running.push(start.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a service did not start", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while services started", e);
      }
    }
  }

  private ConfigurableApplicationContext context(
      Class<?> application, String configName, Map<String, Object> defaults) {
    var settings = new HashMap<>(defaults);
    settings.put("spring.config.name", configName);
    settings.put("spring.main.register-shutdown-hook", false);
    settings.put("management.metrics.use-global-registry", false);
    settings.put("spring.data.redis.repositories.enabled", false);
    if (application != ApiServerApplication.class) {
      settings.put(
          "spring.autoconfigure.exclude", REDIS); // on the class path for the api-server alone
    }
    if (properties.configuration() != null) {
      settings.put(
          "spring.config.additional-location",
          "file:" + properties.configuration().toAbsolutePath() + "/");
    }
    var context =
        new SpringApplicationBuilder(application)
            .properties(settings)
            .main(application)
            .bannerMode(org.springframework.boot.Banner.Mode.OFF)
            .run();
    log.atInfo().addKeyValue("service", configName).log("service started");
    return context;
  }

  private boolean runs(String service) {
    return properties.services().contains(service);
  }

  @Override
  public void stop() {
    while (!running.isEmpty()) {
      running.pop().close();
    }
    if (redis != null) {
      redis.close();
      redis = null;
    }
  }

  @Override
  public boolean isRunning() {
    return redis != null || !running.isEmpty();
  }
}
