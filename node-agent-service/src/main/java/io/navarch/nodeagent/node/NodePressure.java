package io.navarch.nodeagent.node;

/** What the node is short of at present. */
public interface NodePressure {

  /** Too little memory is left. */
  boolean memory();

  /** Too little space is left on disk. */
  boolean disk();

  /** Too few process ids are left. */
  boolean processes();
}
