package io.navarch.scheduler.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long Pods wait between two tries.
 *
 * @param initialBackoff after the first failed try; doubles with each further one
 * @param maxBackoff the longest wait
 * @param maxUnschedulable after which a Pod that nothing has woken is tried all the same
 */
@ConfigurationProperties("scheduler.queue")
public record QueueProperties(
    @DefaultValue("1s") Duration initialBackoff,
    @DefaultValue("10s") Duration maxBackoff,
    @DefaultValue("5m") Duration maxUnschedulable) {}
