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
 * @param highThresholdPercent how full the images' disk may be before unused images are given up
 * @param lowThresholdPercent how full it may be afterwards
 * @param minimumAge how long an unused image stays at least
 * @param maximumAge how long an unused image stays at most; zero: for ever
 */
@ConfigurationProperties("node-agent.image")
public record ImageProperties(
    @DefaultValue("10s") Duration firstPause,
    @DefaultValue("5m") Duration longestPause,
    @DefaultValue("8") int parallelPulls,
    @DefaultValue("85") int highThresholdPercent,
    @DefaultValue("80") int lowThresholdPercent,
    @DefaultValue("2m") Duration minimumAge,
    @DefaultValue("0s") Duration maximumAge) {}
