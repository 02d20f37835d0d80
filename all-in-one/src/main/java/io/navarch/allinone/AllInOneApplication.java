package io.navarch.allinone;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Starts an embedded Redis and the services that were asked for, each as a Spring application
 * context of its own: the same classes, and the same configuration files, as when each is a
 * process.
 */
@SpringBootConfiguration // no auto-configuration: this context only holds the others
@Import(ServiceContexts.class)
@EnableConfigurationProperties(AllInOneProperties.class)
public class AllInOneApplication {

  /**
   * Starts what {@link AllInOneProperties} names and keeps it until the process is asked to end.
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(AllInOneApplication.class)
        .properties("spring.config.name=all-in-one", "spring.main.keep-alive=true")
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .run(args);
  }
}
