package io.navarch.nodeagent.runtime.simulated;

import io.navarch.nodeagent.runtime.ContainerRuntime;
import java.time.Clock;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses simulated containers. */
@Slf4j
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "node-agent.runtime.type", havingValue = "simulated")
class SimulatedConfiguration {

  @Bean
  ContainerRuntime containerRuntime(Clock clock) {
    log.atWarn().log("containers of this node are only simulated: none of them really runs");
    return new SimulatedRuntime(clock);
  }
}
