package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import io.navarch.schema.tree.ObjectView;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Shows nodes. */
@Component
final class NodePrinter implements RowPrinters {

  private static final String ROLE = "node-role.kubernetes.io/";

  @Override
  public Map<GroupResource, RowPrinter> printers() {
    return Map.of(RowPrinters.core("nodes"), NodePrinter::print);
  }

  private static void print(ObjectView node, Row row) {
    var info = node.at("status", "nodeInfo");
    var kernel = info.at("kernelVersion").text();
    var machine = info.at("architecture").text();
    row.name()
        .text(status(node))
        .text(roles(node))
        .age()
        .text(info.at("kubeletVersion").text())
        .text(address(node, "InternalIP"))
        .text(address(node, "ExternalIP"))
        .text(info.at("osImage"), Row.UNKNOWN)
        .text(
            kernel.isEmpty()
                ? Row.UNKNOWN
                : kernel + (machine.isEmpty() ? "" : " (" + machine + ")"))
        .text(info.at("containerRuntimeVersion"), Row.UNKNOWN);
  }

  private static String status(ObjectView node) {
    var ready =
        node.condition("Ready")
            .map(c -> c.at("status").text().equals("True") ? "Ready" : "NotReady")
            .orElse("Unknown");
    return node.at("spec", "unschedulable").flag() ? ready + ",SchedulingDisabled" : ready;
  }

  private static String roles(ObjectView node) {
    var roles = new TreeSet<String>();
    node.labels()
        .forEach((key, value) -> {
          if (key.startsWith(ROLE) && key.length() > ROLE.length()) {
            roles.add(key.substring(ROLE.length()));
          } else if (key.equals("kubernetes.io/role") && !value.isEmpty()) {
            roles.add(value);
          }
        });
    return Row.orNone(String.join(",", roles));
  }

  private static String address(ObjectView node, String type) {
    return node.at("status", "addresses").items().stream()
        .filter(address -> address.at("type").text().equals(type))
        .map(address -> address.at("address").text())
        .findFirst()
        .orElse(Row.NONE);
  }
}
