package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import io.navarch.schema.tree.ObjectView;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows Services. */
@Component
final class ServicePrinter implements RowPrinters {

  @Override
  public Map<GroupResource, RowPrinter> printers() {
    return Map.of(RowPrinters.core("services"), ServicePrinter::print);
  }

  private static void print(ObjectView service, Row row) {
    row.name()
        .text(service.at("spec", "type"), Row.NONE)
        .text(clusterIp(service))
        .text(externalIp(service))
        .text(ports(service))
        .age()
        .text(Row.labels(service.at("spec", "selector").asStringMap()));
  }

  private static String clusterIp(ObjectView service) {
    return service.at("spec", "clusterIPs").items().stream()
        .map(ObjectView::text)
        .filter(ip -> !ip.isEmpty())
        .findFirst()
        .orElseGet(() -> Row.orNone(service.at("spec", "clusterIP").text()));
  }

  private static String externalIp(ObjectView service) {
    var addresses = new ArrayList<>(service.at("spec", "externalIPs").texts());
    return switch (service.at("spec", "type").text()) {
      case "ExternalName" -> service.at("spec", "externalName").text();
      case "LoadBalancer" -> {
        for (var ingress : service.at("status", "loadBalancer", "ingress").items()) {
          var ip = ingress.at("ip").text();
          addresses.add(addresses.size(), ip.isEmpty() ? ingress.at("hostname").text() : ip);
        }
        yield addresses.isEmpty() ? "<pending>" : Row.join(addresses);
      }
      default -> Row.orNone(Row.join(addresses));
    };
  }

  private static String ports(ObjectView service) {
    return Row.orNone(
        Row.join(
            service.at("spec", "ports").items().stream()
                .map(port -> {
                  int node = port.at("nodePort").number(0);
                  return port.at("port").text()
                      + (node > 0 ? ":" + node : "")
                      + "/"
                      + port.at("protocol").text("TCP");
                })
                .toList()));
  }
}
