package io.navarch.scheduler.framework;

/** How good a node is for a Pod: the weighted sum of all plugins' scores. */
public record NodeScore(String node, long score) {}
