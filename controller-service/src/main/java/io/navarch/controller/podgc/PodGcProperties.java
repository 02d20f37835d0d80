package io.navarch.controller.podgc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens to pods that nobody removes.
 *
 * @param terminatedThreshold so many pods that have ended may stay; 0 keeps all
 * @param period pause between two looks
 * @param quarantine how long a node must be missing before its pods are removed
 */
@ConfigurationProperties("controller.pod-gc")
record PodGcProperties(
    @DefaultValue("12500") int terminatedThreshold,
    @DefaultValue("20s") Duration period,
    @DefaultValue("40s") Duration quarantine) {}
