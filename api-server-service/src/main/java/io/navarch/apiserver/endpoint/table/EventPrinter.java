package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.GroupResource;
import io.navarch.schema.tree.ObjectView;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows events, in the spelling of either group. */
@Component
final class EventPrinter implements RowPrinters {

  @Override
  public Map<GroupResource, RowPrinter> printers() {
    return Map.of(
        RowPrinters.core("events"),
        EventPrinter::print,
        new GroupResource("events.k8s.io", "events"),
        EventPrinter::print);
  }

  private static void print(ObjectView event, Row row) {
    var time = event.at("eventTime").asTime();
    var first = first(event, "firstTimestamp", "deprecatedFirstTimestamp").asTime().or(() -> time);
    var last =
        event
            .at("series", "lastObservedTime")
            .asTime()
            .or(() -> first(event, "lastTimestamp", "deprecatedLastTimestamp").asTime())
            .or(() -> first);
    var about = first(event, "involvedObject", "regarding");
    var kind = about.at("kind").text().toLowerCase(Locale.ROOT);
    var name = about.at("name").text();
    row.text(row.since(last))
        .text(event.at("type").text())
        .text(event.at("reason").text())
        .text(name.isEmpty() ? kind : kind + "/" + name)
        .text(about.at("fieldPath").text())
        .text(source(event))
        .text(first(event, "message", "note").text().strip())
        .text(row.since(first))
        .number(count(event))
        .name();
  }

  private static String source(ObjectView event) {
    var source = first(event, "source", "deprecatedSource");
    var component = source.at("component").text();
    var host = source.at("host").text();
    if (component.isEmpty()) {
      component = first(event, "reportingComponent", "reportingController").text();
      host = event.at("reportingInstance").text();
    }
    return host.isEmpty() ? component : component + ", " + host;
  }

  private static long count(ObjectView event) {
    return Optional.of(event.at("series", "count"))
        .filter(ObjectView::isPresent)
        .orElseGet(() -> first(event, "count", "deprecatedCount"))
        .number(1L);
  }

  private static ObjectView first(ObjectView event, String name, String otherName) {
    var part = event.at(name);
    return part.isPresent() ? part : event.at(otherName);
  }
}
