package io.navarch.controller;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The controllers: keep true what is declared. */
@SpringBootApplication
public class ControllerApplication {

  /** Starts the service with Spring's usual configuration sources. */
  public static void main(String[] args) {
    SpringApplication.run(ControllerApplication.class, args);
  }
}
