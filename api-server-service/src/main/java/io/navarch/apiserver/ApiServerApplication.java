package io.navarch.apiserver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The api-server: the only way to the state of the cluster. */
@SpringBootApplication
public class ApiServerApplication {

  /** Starts the service with Spring's usual configuration sources. */
  public static void main(String[] args) {
    SpringApplication.run(ApiServerApplication.class, args);
  }
}
