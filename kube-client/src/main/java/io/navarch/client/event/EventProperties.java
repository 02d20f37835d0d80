package io.navarch.client.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many events a process may tell about one object.
 *
 * @param burst events about one object that pass at once
 * @param refill time after which one more passes
 * @param similar after so many events that differ only in their message they are told as one
 * @param window time within which events count as similar
 * @param queue events that may wait to be posted; more are dropped
 */
@ConfigurationProperties("client.event")
public record EventProperties(
    @DefaultValue("25") int burst,
    @DefaultValue("5m") Duration refill,
    @DefaultValue("10") int similar,
    @DefaultValue("10m") Duration window,
    @DefaultValue("1000") int queue) {}
