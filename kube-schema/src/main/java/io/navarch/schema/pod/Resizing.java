package io.navarch.schema.pod;

import io.navarch.schema.quantity.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What the containers of a Pod have while they may be on the way to something else. Pure. */
final class Resizing {

  private final String field;
  private final boolean isInfeasible;
  private final Map<String, JsonNode> statuses = new HashMap<>();

  Resizing(JsonNode pod, String field) {
    this.field = field;
    var status = pod.path("status");
    this.isInfeasible =
        status
            .path("conditions")
            .valueStream()
            .anyMatch(c ->
                c.path("type").asString("").equals("PodResizePending")
                    && c.path("reason").asString("").equals("Infeasible"));
    for (var list : List.of("containerStatuses", "initContainerStatuses")) {
      status.path(list).forEach(s -> statuses.put(s.path("name").asString(""), s));
    }
  }

  Map<String, Quantity> of(JsonNode container) {
    var wanted = PodAmounts.of(container.path("resources").path(field));
    var status = statuses.get(container.path("name").asString(""));
    if (status == null) {
      return wanted;
    }
    var had = new TreeMap<>(PodAmounts.of(status.path("resources").path(field)));
    if (field.equals("requests")) {
      PodAmounts.merge(had, PodAmounts.of(status.path("allocatedResources")), PodAmounts::max);
    }
    if (!isInfeasible || had.isEmpty()) {
      PodAmounts.merge(had, wanted, PodAmounts::max);
    }
    return had;
  }
}
