package io.navarch.apiserver.registry;

import io.navarch.apiserver.registry.Lifecycle.StatusMetadata;
import io.navarch.schema.GroupResource;
import io.navarch.schema.Kind;
import io.navarch.schema.source.TextTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table of lifecycles; kinds that are not in it are custom resources. */
@Component
final class Lifecycles {

  private static final String NONE = "-";

  private final Map<GroupResource, Lifecycle> rows;

  Lifecycles() {
    rows = new HashMap<>();
    TextTable.lines(Lifecycles.class, "lifecycles.tsv").stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .forEach(c -> rows.put(new GroupResource(c[0], c[1]), row(c)));
  }

  Lifecycle of(Kind kind) {
    @Nullable Lifecycle known = rows.get(kind.groupResource());
    return known == null ? ofCustomResource(kind.findSubresource("status").isPresent()) : known;
  }

  private static Lifecycle row(String[] cells) {
    var status = cells[5];
    return Lifecycle.builder()
        .generationFields(
            cells[2].equals(NONE) || cells[2].equals("constant")
                ? List.of()
                : List.of(cells[2].split(",", -1)))
        .statusSeparate(!cells[3].equals(NONE))
        .statusMetadata(metadata(cells[3]))
        .ownsDependents(cells[4].equals("yes"))
        .status(status.startsWith("{") ? (ObjectNode) JsonMapper.shared().readTree(status) : null)
        .build();
  }

  private static StatusMetadata metadata(String cell) {
    return switch (cell) {
      case "none" -> StatusMetadata.NONE;
      case "all-but-labels" -> StatusMetadata.ALL_BUT_LABELS;
      default -> StatusMetadata.ALL;
    };
  }

  private static Lifecycle ofCustomResource(boolean hasStatus) {
    return Lifecycle.builder()
        .generationFields(List.of("*"))
        .statusSeparate(hasStatus)
        .statusMetadata(StatusMetadata.NONE)
        .ownsDependents(true)
        .build();
  }
}
