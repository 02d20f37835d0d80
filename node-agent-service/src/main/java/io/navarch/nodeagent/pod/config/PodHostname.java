package io.navarch.nodeagent.pod.config;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.spec.PodSpecs;

/**
 * What a Pod calls itself.
 *
 * @param domain empty if the Pod has no subdomain
 * @param forKernel what its processes read from the kernel
 */
public record PodHostname(String name, String domain, String forKernel) {

  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_FOR_KERNEL = 64;

  /** The names that a Pod's spec gives it. */
  public static PodHostname of(Pod pod, String clusterDomain) {
    var spec = pod.getSpec();
    if (spec.getHostnameOverride() != null) {
      var own = truncated(spec.getHostnameOverride());
      return new PodHostname(own, "", own);
    }
    var given = spec.getHostname();
    var name = truncated(given == null || given.isEmpty() ? pod.getMetadata().getName() : given);
    var subdomain = spec.getSubdomain();
    if (subdomain == null || subdomain.isEmpty()) {
      return new PodHostname(name, "", name);
    }
    var domain =
        "%s.%s.svc.%s".formatted(subdomain, pod.getMetadata().getNamespace(), clusterDomain);
    return new PodHostname(
        name, domain, kernelName(name, domain, PodSpecs.isTrue(spec.getSetHostnameAsFQDN())));
  }

  private static String kernelName(String name, String domain, boolean asFqdn) {
    if (!asFqdn) {
      return name;
    }
    var fqdn = name + "." + domain;
    if (fqdn.length() > LONGEST_FOR_KERNEL) {
      throw new ConfigFailure(
          "failed to construct FQDN from pod hostname and cluster domain, FQDN %s is too long (%d characters is the max, %d characters requested)"
              .formatted(fqdn, LONGEST_FOR_KERNEL, fqdn.length()));
    }
    return fqdn;
  }

  private static String truncated(String name) {
    if (name.length() <= LONGEST_LABEL) {
      return name;
    }
    var cut = name.substring(0, LONGEST_LABEL);
    int end = cut.length();
    while (end > 0 && (cut.charAt(end - 1) == '-' || cut.charAt(end - 1) == '.')) {
      end--;
    }
    if (end == 0) {
      throw new ConfigFailure("hostname for pod was invalid: \"%s\"".formatted(name));
    }
    return cut.substring(0, end);
  }
}
