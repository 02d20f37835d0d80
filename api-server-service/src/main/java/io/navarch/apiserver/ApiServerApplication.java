package io.navarch.apiserver;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The api-server: the only way to the state of the cluster. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ApiServerApplication {

  /** Starts the service with Spring's usual configuration sources. */
  public static void main(String[] args) {
    application().run(args);
  }

  /** The service with the name of its configuration file, for those who start it in their JVM. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(ApiServerApplication.class)
        .properties("spring.config.name=api-server");
  }
}
