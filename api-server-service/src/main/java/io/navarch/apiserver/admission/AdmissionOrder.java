package io.navarch.apiserver.admission;

/**
 * The order of the admission plugins, as kube-apiserver 1.36 has it: the one thing about them that
 * must be seen in one place. Plugins that are off by default come before the webhooks.
 */
public final class AdmissionOrder {

  public static final int NAMESPACE_LIFECYCLE = 10;
  public static final int LIMIT_RANGER = 20;
  public static final int SERVICE_ACCOUNT = 30;
  public static final int TAINT_NODES_BY_CONDITION = 40;
  public static final int POD_SECURITY = 50;
  public static final int PRIORITY = 60;
  public static final int DEFAULT_TOLERATION_SECONDS = 70;
  public static final int DEFAULT_STORAGE_CLASS = 80;
  public static final int STORAGE_OBJECT_IN_USE_PROTECTION = 90;
  public static final int POD_GROUP_PROTECTION = 100;
  public static final int PERSISTENT_VOLUME_CLAIM_RESIZE = 110;
  public static final int RUNTIME_CLASS = 120;
  public static final int CERTIFICATE_APPROVAL = 130;
  public static final int CERTIFICATE_SIGNING = 140;
  public static final int CLUSTER_TRUST_BUNDLE_ATTEST = 150;
  public static final int CERTIFICATE_SUBJECT_RESTRICTION = 160;
  public static final int DEFAULT_INGRESS_CLASS = 170;
  public static final int POD_TOPOLOGY_LABELS = 180;
  public static final int POD_GROUP_WORKLOAD_EXISTS = 190;
  public static final int NODE_DECLARED_FEATURE_VALIDATOR = 200;
  public static final int JOB_VALIDATION = 210;
  public static final int POD_RESIZE_VALIDATOR = 220;
  public static final int MUTATING_ADMISSION_POLICY = 230;
  public static final int MUTATING_ADMISSION_WEBHOOK = 240;

  /** After everything that changes objects, so that nobody changes it. */
  public static final int REQUESTER_IDENTITY = 245;

  public static final int VALIDATING_ADMISSION_POLICY = 250;
  public static final int VALIDATING_ADMISSION_WEBHOOK = 260;
  public static final int RESOURCE_QUOTA = 270;
  public static final int NODE_RESTRICTION = 221;
  public static final int POD_NODE_SELECTOR = 222;
  public static final int ROLE_ESCALATION = 280;

  private AdmissionOrder() {}
}
