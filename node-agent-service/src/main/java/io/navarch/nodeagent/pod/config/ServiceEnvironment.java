package io.navarch.nodeagent.pod.config;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The variables that tell a container of Services. */
final class ServiceEnvironment {

  private ServiceEnvironment() {}

  /** The variables for these Services, in their order. */
  static Map<String, String> of(List<Service> services) {
    var result = new LinkedHashMap<String, String>();
    services.forEach(service -> add(result, service));
    return result;
  }

  /** Whether a Service has an address that can be told. */
  static boolean hasAddress(Service service) {
    var ip = service.getSpec() == null ? null : service.getSpec().getClusterIP();
    return ip != null && !ip.isEmpty() && !ip.equals("None");
  }

  private static void add(Map<String, String> result, Service service) {
    var name = variable(service.getMetadata().getName());
    var spec = service.getSpec();
    var ports = PodSpecs.orEmpty(spec.getPorts());
    if (ports.isEmpty()) {
      return;
    }
    result.put(name + "_SERVICE_HOST", spec.getClusterIP());
    result.put(name + "_SERVICE_PORT", ports.getFirst().getPort().toString());
    for (var port : ports) {
      if (port.getName() != null && !port.getName().isEmpty()) {
        result.put(name + "_SERVICE_PORT_" + variable(port.getName()), port.getPort().toString());
      }
    }
    result.put(name + "_PORT", url(spec.getClusterIP(), ports.getFirst()));
    ports.forEach(port -> addLink(result, name, spec.getClusterIP(), port));
  }

  private static void addLink(
      Map<String, String> result, String name, String ip, ServicePort port) {
    var protocol = protocol(port);
    var prefix = "%s_PORT_%d_%s".formatted(name, port.getPort(), protocol.toUpperCase(Locale.ROOT));
    result.put(prefix, url(ip, port));
    result.put(prefix + "_PROTO", protocol);
    result.put(prefix + "_PORT", port.getPort().toString());
    result.put(prefix + "_ADDR", ip);
  }

  private static String url(String ip, ServicePort port) {
    var host = ip.contains(":") ? "[" + ip + "]" : ip;
    return "%s://%s:%d".formatted(protocol(port), host, port.getPort());
  }

  private static String protocol(ServicePort port) {
    return port.getProtocol() == null ? "tcp" : port.getProtocol().toLowerCase(Locale.ROOT);
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }
}
