package io.navarch.nodeagent.lifecycle;

/** The labels and annotations by which containers of the runtime are told apart. */
public final class ContainerLabels {

  public static final String POD_NAME = "io.kubernetes.pod.name";
  public static final String POD_NAMESPACE = "io.kubernetes.pod.namespace";
  public static final String POD_UID = "io.kubernetes.pod.uid";
  public static final String CONTAINER_NAME = "io.kubernetes.container.name";
  public static final String HASH = "io.kubernetes.container.hash";
  public static final String RESTART_COUNT = "io.kubernetes.container.restartCount";
  public static final String MESSAGE_PATH = "io.kubernetes.container.terminationMessagePath";
  public static final String MESSAGE_POLICY = "io.kubernetes.container.terminationMessagePolicy";
  public static final String DELETION_GRACE = "io.kubernetes.pod.deletionGracePeriod";
  public static final String TERMINATION_GRACE = "io.kubernetes.pod.terminationGracePeriod";
  public static final String PRE_STOP = "io.kubernetes.container.preStopHandler";
  public static final String PORTS = "io.kubernetes.container.ports";

  /** What part a container plays in its Pod. */
  public static final String ROLE = "navarch.io/container-role";

  public static final String INIT = "init";
  public static final String SIDECAR = "sidecar";
  public static final String MAIN = "main";
  public static final String EPHEMERAL = "ephemeral";

  private ContainerLabels() {}
}
