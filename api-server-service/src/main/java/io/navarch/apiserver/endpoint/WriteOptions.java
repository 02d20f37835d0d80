package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.List;

/**
 * What a create, update or patch asks for beside its body, checked as upstream checks it.
 *
 * @param fieldManager explicit, or empty
 * @param fieldValidation {@code Strict}, {@code Warn}, {@code Ignore}, or empty
 * @param force of an apply
 */
record WriteOptions(boolean dryRun, String fieldManager, String fieldValidation, boolean force) {

  private static final List<String> VALIDATIONS = List.of("", "Ignore", "Strict", "Warn");
  private static final int LONGEST_MANAGER = 128;

  /**
   * Reads the query.
   *
   * @param kind of the options, as messages name them
   */
  static WriteOptions of(Query query, String kind) {
    var errors = new FieldErrors();
    var manager = query.first("fieldManager");
    checkManager(manager, errors);
    checkDryRun(query.all("dryRun"), errors);
    var validation = query.first("fieldValidation");
    if (!VALIDATIONS.contains(validation)) {
      errors.notSupported("fieldValidation", '"' + validation + '"', VALIDATIONS);
    }
    if (!errors.isEmpty()) {
      throw Refusals.invalidOptions(kind, errors);
    }
    return new WriteOptions(
        query.has("dryRun") && !query.first("dryRun").isEmpty(),
        manager,
        validation,
        query.flag("force").orElse(false));
  }

  static void checkDryRun(List<String> values, FieldErrors errors) {
    if (values.stream().anyMatch(v -> !v.equals("All") && !v.isEmpty())) {
      var shown = values.stream().map(v -> '"' + v + '"').toList();
      errors.notSupported("dryRun", shown.toString(), List.of("All"));
    }
  }

  private static void checkManager(String manager, FieldErrors errors) {
    if (manager.length() > LONGEST_MANAGER) {
      errors.tooLong("fieldManager", LONGEST_MANAGER);
    }
    for (int i = 0; i < manager.length(); i++) {
      char c = manager.charAt(i);
      if (Character.isISOControl(c)) {
        errors.invalid(
            "fieldManager",
            "\"%s\"".formatted(manager.replace(String.valueOf(c), "\\x%02x".formatted((int) c))),
            "invalid character U+%04X (at position %d)".formatted((int) c, i));
        return;
      }
    }
  }
}
