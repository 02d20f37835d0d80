package io.navarch.nodeagent.stats;

/**
 * What the node has and uses at present.
 *
 * @param memory bytes; 0 before the first measurement
 * @param workingSet bytes that cannot be taken back without harm
 */
public record NodeUse(long memory, long workingSet, long freeProcesses, long maxProcesses) {}
