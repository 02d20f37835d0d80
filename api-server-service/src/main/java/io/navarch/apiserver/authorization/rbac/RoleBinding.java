package io.navarch.apiserver.authorization.rbac;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A binding as it is stored, for both kinds.
 *
 * @param namespace empty for ClusterRoleBindings
 */
record RoleBinding(
    String namespace, String name, String roleKind, String roleName, List<Subject> subjects) {

  static RoleBinding of(JsonNode binding) {
    var namespace = binding.at("/metadata/namespace").asString("");
    var ref = binding.path("roleRef");
    return new RoleBinding(
        namespace,
        binding.at("/metadata/name").asString(""),
        ref.path("kind").asString(""),
        ref.path("name").asString(""),
        binding.path("subjects").valueStream().map(s -> Subject.of(s, namespace)).toList());
  }

  /** Where the role is: its namespace and name; the namespace is empty for ClusterRoles. */
  String roleKey() {
    return roleKind.equals("Role") ? namespace + "/" + roleName : roleName;
  }

  /** Why a request is allowed, in upstream's words. */
  String reason(Subject subject) {
    var binding =
        namespace.isEmpty()
            ? "ClusterRoleBinding \"%s\"".formatted(name)
            : "RoleBinding \"%s/%s\"".formatted(name, namespace);
    return "RBAC: allowed by %s of %s \"%s\" to %s"
        .formatted(binding, roleKind, roleName, subject.description());
  }

  /**
   * Whom a binding is for.
   *
   * @param user the user's name, or empty for groups
   * @param group the group's name, or empty for users
   */
  record Subject(String user, String group, String description) {

    static Subject of(JsonNode subject, String bindingNamespace) {
      var kind = subject.path("kind").asString("");
      var name = subject.path("name").asString("");
      if (!kind.equals("ServiceAccount")) {
        var description = "%s \"%s\"".formatted(kind, name);
        return kind.equals("Group")
            ? new Subject("", name, description)
            : new Subject(name, "", description);
      }
      var given = subject.path("namespace").asString("");
      var namespace = given.isEmpty() ? bindingNamespace : given;
      var user =
          namespace.isEmpty() ? "" : "system:serviceaccount:%s:%s".formatted(namespace, name);
      return new Subject(user, "", "ServiceAccount \"%s/%s\"".formatted(name, namespace));
    }
  }
}
