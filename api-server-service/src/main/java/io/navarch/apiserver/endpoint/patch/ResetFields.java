package io.navarch.apiserver.endpoint.patch;

import io.navarch.schema.Kind;
import io.navarch.schema.source.TextTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that requests to a resource or sub-resource can't change. Who sends them does not own
 * them.
 *
 * @param fields of these paths and what lies below
 * @param only whether the fields are, the other way round, the only ones that can be changed
 */
record ResetFields(FieldSet fields, boolean only) {

  private static final ResetFields NOTHING = new ResetFields(new FieldSet(), false);
  private static final ResetFields STATUS = reset("status");
  private static final ResetFields SPEC = reset("spec");
  private static final ResetFields METADATA_AND_SPEC = reset("metadata", "spec");
  private static final Map<String, ResetFields> EXCEPTIONS = read();

  static ResetFields of(Kind kind, String subresource) {
    var exception = EXCEPTIONS.get(kind.groupResource() + "\t" + subresource);
    if (exception != null) {
      return exception;
    }
    boolean hasStatus = kind.subresources().containsKey("status");
    return switch (subresource) {
      case "" -> hasStatus ? STATUS : NOTHING;
      case "status" -> kind.typeName().startsWith("io.k8s.") ? SPEC : METADATA_AND_SPEC;
      default -> NOTHING;
    };
  }

  boolean isEmpty() {
    return !only && fields.isEmpty();
  }

  FieldSet filter(FieldSet set) {
    return only ? set.onlyBelow(fields) : set.minusDeep(fields);
  }

  private static ResetFields reset(String... paths) {
    return new ResetFields(set(List.of(paths)), false);
  }

  private static FieldSet set(List<String> paths) {
    var set = new FieldSet();
    for (var path : paths) {
      var elements =
          List.of(path.split("\\.")).stream()
              .map(e -> e.equals("*") ? FieldSet.ANY : PathElements.field(e))
              .toArray(String[]::new);
      set.insert(elements);
    }
    return set;
  }

  private static Map<String, ResetFields> read() {
    var result = new HashMap<String, ResetFields>();
    for (var line : TextTable.lines(ResetFields.class, "reset-fields.tsv")) {
      var cells = List.of(line.split("\t", -1));
      var fields =
          new ResetFields(set(List.of(cells.get(3).split(" "))), cells.get(2).equals("only"));
      result.put(cells.get(0) + "\t" + cells.get(1), fields);
    }
    return result;
  }
}
