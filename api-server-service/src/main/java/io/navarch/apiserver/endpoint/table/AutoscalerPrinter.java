package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import io.navarch.schema.tree.ObjectView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows autoscalers of both versions: what is measured, and what it should be. */
@Component
final class AutoscalerPrinter implements RowPrinters {

  private static final int MOST = 2;

  @Override
  public Map<GroupResource, RowPrinter> printers() {
    return Map.of(
        new GroupResource("autoscaling", "horizontalpodautoscalers"), AutoscalerPrinter::print);
  }

  private static void print(ObjectView object, Row row) {
    var target = object.at("spec", "scaleTargetRef");
    row.name()
        .text(target.at("kind").text() + "/" + target.at("name").text())
        .text(targets(object))
        .text(object.at("spec", "minReplicas"), Row.UNSET)
        .number(object.at("spec", "maxReplicas"))
        .number(object.at("status", "currentReplicas"))
        .age();
  }

  private static String targets(ObjectView object) {
    var percentage = object.at("spec", "targetCPUUtilizationPercentage");
    if (percentage.isPresent()) {
      var current = object.at("status", "currentCPUUtilizationPercentage");
      return "cpu: %s/%s%%"
          .formatted(current.isPresent() ? current.text() + "%" : Row.UNKNOWN, percentage.text());
    }
    var metrics = object.at("spec", "metrics").items();
    var current = object.at("status", "currentMetrics").items();
    var texts = new ArrayList<String>();
    for (int i = 0; i < metrics.size(); i++) {
      texts.add(
          metric(
              metrics.get(i), i < current.size() ? Optional.of(current.get(i)) : Optional.empty()));
    }
    if (texts.isEmpty()) {
      return Row.NONE;
    }
    return texts.size() <= MOST
        ? String.join(", ", texts)
        : "%s + %d more..."
            .formatted(String.join(", ", texts.subList(0, MOST)), texts.size() - MOST);
  }

  private static String metric(ObjectView metric, Optional<ObjectView> current) {
    var type = metric.at("type").text();
    var member =
        type.isEmpty() ? "" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    var source = metric.at(member);
    var target = source.at("target");
    var now = current.map(c -> c.at(member, "current"));
    boolean isResource = type.endsWith("Resource");
    var prefix = isResource ? source.at("name").text() + ": " : "";
    if (isResource && target.at("averageUtilization").isPresent()) {
      var measured = value(now, List.of("averageUtilization"));
      return "%s%s/%s%%"
          .formatted(
              prefix,
              measured.map(m -> m + "%").orElse(Row.UNKNOWN),
              target.at("averageUtilization").text());
    }
    boolean isAverage = target.at("averageValue").isPresent();
    var name = isAverage ? "averageValue" : "value";
    var suffix = isAverage && !isResource && !type.equals("Pods") ? " (avg)" : "";
    return "%s%s/%s%s"
        .formatted(
            prefix, value(now, List.of(name)).orElse(Row.UNKNOWN), target.at(name).text(), suffix);
  }

  private static Optional<String> value(Optional<ObjectView> current, List<String> names) {
    return current
        .flatMap(c -> names.stream().map(c::at).filter(ObjectView::isPresent).findFirst())
        .map(ObjectView::text);
  }
}
