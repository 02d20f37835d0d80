package io.navarch.nodeagent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The node agent: runs the Pods of one node. */
@SpringBootApplication
public class NodeAgentApplication {

  /** Starts the service with Spring's usual configuration sources. */
  public static void main(String[] args) {
    SpringApplication.run(NodeAgentApplication.class, args);
  }
}
