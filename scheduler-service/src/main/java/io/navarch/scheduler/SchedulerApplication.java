package io.navarch.scheduler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The scheduler: chooses a node for every Pod that has none. */
@SpringBootApplication
public class SchedulerApplication {

  /** Starts the service with Spring's usual configuration sources. */
  public static void main(String[] args) {
    SpringApplication.run(SchedulerApplication.class, args);
  }
}
