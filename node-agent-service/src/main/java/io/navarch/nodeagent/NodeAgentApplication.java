package io.navarch.nodeagent;

import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The node agent: runs the Pods of one node. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class NodeAgentApplication {

  /** Starts the service with Spring's usual configuration sources. */
  public static void main(String[] args) {
    new SpringApplicationBuilder(NodeAgentApplication.class)
        .properties(Map.of("spring.config.name", "node-agent"))
        .run(args);
  }
}
