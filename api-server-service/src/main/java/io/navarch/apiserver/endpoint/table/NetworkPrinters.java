package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import io.navarch.schema.tree.ObjectView;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows what concerns the network. */
@Component
final class NetworkPrinters implements RowPrinters {

  private static final int MOST = 3;

  @Override
  public Map<GroupResource, RowPrinter> printers() {
    return Map.of(
        networking("ingresses"),
        NetworkPrinters::ingress,
        networking("ingressclasses"),
        NetworkPrinters::ingressClass,
        networking("ipaddresses"),
        NetworkPrinters::ipAddress,
        networking("networkpolicies"),
        NetworkPrinters::networkPolicy,
        networking("servicecidrs"),
        NetworkPrinters::serviceCidr,
        new GroupResource("discovery.k8s.io", "endpointslices"),
        NetworkPrinters::endpointSlice);
  }

  private static GroupResource networking(String resource) {
    return new GroupResource("networking.k8s.io", resource);
  }

  private static void ingress(ObjectView object, Row row) {
    var hosts =
        object.at("spec", "rules").items().stream().map(rule -> rule.at("host").text("*")).toList();
    var addresses =
        object.at("status", "loadBalancer", "ingress").items().stream()
            .map(i -> i.at("ip").text().isEmpty() ? i.at("hostname").text() : i.at("ip").text())
            .toList();
    row.name()
        .text(object.at("spec", "ingressClassName"), Row.NONE)
        .text(hosts.isEmpty() ? "*" : Row.join(hosts, MOST))
        .text(Row.join(addresses))
        .text(object.at("spec", "tls").items().isEmpty() ? "80" : "80, 443")
        .age();
  }

  private static void ingressClass(ObjectView object, Row row) {
    var parameters = object.at("spec", "parameters");
    var group = parameters.at("apiGroup").text();
    row.name()
        .text(object.at("spec", "controller").text())
        .text(
            parameters.isPresent()
                ? "%s%s/%s"
                    .formatted(
                        parameters.at("kind").text(),
                        group.isEmpty() ? "" : "." + group,
                        parameters.at("name").text())
                : Row.NONE)
        .age();
  }

  private static void ipAddress(ObjectView object, Row row) {
    var parent = object.at("spec", "parentRef");
    row.name()
        .text(
            parent.isPresent()
                ? "%s.%s/%s/%s"
                    .formatted(
                        parent.at("resource").text(),
                        parent.at("group").text(),
                        parent.at("namespace").text(),
                        parent.at("name").text())
                : Row.NONE);
  }

  private static void networkPolicy(ObjectView object, Row row) {
    row.name().selector(object.at("spec", "podSelector")).age();
  }

  private static void serviceCidr(ObjectView object, Row row) {
    row.name().text(Row.join(object.at("spec", "cidrs").texts())).age();
  }

  private static void endpointSlice(ObjectView object, Row row) {
    var ports =
        object.at("ports").items().stream()
            .map(port -> {
              var number = port.at("port");
              var name = port.at("name").text();
              return number.isPresent() ? number.text() : name.isEmpty() ? "*" : name;
            })
            .toList();
    var addresses =
        object.at("endpoints").items().stream()
            .flatMap(endpoint -> endpoint.at("addresses").texts().stream())
            .toList();
    row.name()
        .text(object.at("addressType").text())
        .text(orUnset(ports))
        .text(orUnset(addresses))
        .age();
  }

  private static String orUnset(List<String> words) {
    return words.isEmpty() ? Row.UNSET : Row.join(words, MOST);
  }
}
