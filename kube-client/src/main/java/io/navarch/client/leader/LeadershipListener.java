package io.navarch.client.leader;

/** Is told when this process begins and ceases to be the leader, on the elector's thread. */
public interface LeadershipListener {

  /** This process leads from now on. Must return; an interrupt means that it is over already. */
  void started() throws InterruptedException;

  /** This process leads no longer; when this returns it must have stopped acting. */
  void stopped();
}
