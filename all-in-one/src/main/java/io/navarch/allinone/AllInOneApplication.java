package io.navarch.allinone;

import io.navarch.apiserver.ApiServerApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the services that were asked for, each as a Spring application context of its own. */
public final class AllInOneApplication {

  private AllInOneApplication() {}

  /** Starts the services in the order in which they need one another. */
  public static void main(String[] args) {
    new SpringApplicationBuilder(ApiServerApplication.class).run(args);
  }
}
