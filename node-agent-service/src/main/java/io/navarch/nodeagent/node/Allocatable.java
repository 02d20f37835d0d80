package io.navarch.nodeagent.node;

/**
 * What Pods of the node may have together.
 *
 * @param memory bytes
 */
public record Allocatable(long milliCpu, long memory) {}
