package io.navarch.nodeagent.image;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How images are fetched.
 *
 * @param firstPause how long to wait after a first failed pull; doubles each time
 * @param longestPause the limit of that
 * @param parallelPulls how many pulls run at once
 */
@ConfigurationProperties("node-agent.image")
public record ImageProperties(
    @DefaultValue("10s") Duration firstPause,
    @DefaultValue("5m") Duration longestPause,
    @DefaultValue("8") int parallelPulls) {}
