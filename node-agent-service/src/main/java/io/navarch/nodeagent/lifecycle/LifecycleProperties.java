package io.navarch.nodeagent.lifecycle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the runtime is listened to.
 *
 * @param eventReconnectPeriod how long after the end of the runtime's events they are asked for
 *     again
 */
@ConfigurationProperties("node-agent.lifecycle")
record LifecycleProperties(@DefaultValue("5s") Duration eventReconnectPeriod) {}
