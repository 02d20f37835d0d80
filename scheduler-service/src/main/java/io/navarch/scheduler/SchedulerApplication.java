package io.navarch.scheduler;

import io.navarch.client.probe.ProbesEndpoint;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The scheduler: chooses a node for every Pod that has none. */
@SpringBootApplication
@Import(ProbesEndpoint.class)
public class SchedulerApplication {

  /** Starts the service; its settings are in {@code scheduler.yaml} and Spring's other sources. */
  public static void main(String[] args) {
    new SpringApplicationBuilder(SchedulerApplication.class)
        .properties("spring.config.name=scheduler")
        .run(args);
  }
}
