package io.navarch.nodeagent.log;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of containers' logs is kept.
 *
 * @param maxSize a log that has grown to this is put aside, and a new one is begun
 * @param maxFiles how many files a container's log has at most, the one in use included
 * @param checkPeriod how often the sizes are looked at
 */
@ConfigurationProperties("node-agent.log")
public record LogProperties(
    @DefaultValue("10MB") DataSize maxSize,
    @DefaultValue("5") int maxFiles,
    @DefaultValue("10s") Duration checkPeriod) {

  public LogProperties {
    if (maxFiles < 2) {
      throw new IllegalArgumentException("node-agent.log.max-files must be at least 2");
    }
  }
}
