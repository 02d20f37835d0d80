package io.navarch.controller;

import io.navarch.client.config.KubeClientConfiguration;
import io.navarch.client.probe.ProbesEndpoint;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** The controllers: keep true what is declared. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({KubeClientConfiguration.class, ProbesEndpoint.class})
public class ControllerApplication {

  /** Starts the service with Spring's usual configuration sources. */
  public static void main(String[] args) {
    new SpringApplicationBuilder(ControllerApplication.class)
        .properties("spring.config.name=controller")
        .run(args);
  }
}
