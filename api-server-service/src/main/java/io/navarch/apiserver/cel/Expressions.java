package io.navarch.apiserver.cel;

import dev.cel.common.types.SimpleType;
import io.navarch.schema.Catalogue;
import io.navarch.schema.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Where expressions are compiled: makes the environments of policies, conditions and schemas. */
@Component
public final class Expressions {

  private volatile @Nullable Functions functions;

  /** What expressions in admission may name besides object, oldObject, request and namespace. */
  public enum Also {
    PARAMS,
    AUTHORIZER,
    PATCHES
  }

  /** The environment of expressions that look at requests. */
  public Environment admission(Also... also) {
    var environment = new Environment(functions());
    environment.declare("object", SimpleType.DYN).declare("oldObject", SimpleType.DYN);
    AdmissionTypes.addTo(environment);
    for (var further : also) {
      switch (further) {
        case PARAMS -> environment.declare("params", SimpleType.DYN);
        case AUTHORIZER ->
            environment
                .declare("authorizer", Types.AUTHORIZER.name())
                .declare("authorizer.requestResource", Types.RESOURCE_CHECK.name());
        case PATCHES -> environment.allowPatches();
      }
    }
    return environment;
  }

  /**
   * The environment of expressions that look at requests for one kind, whose fields are known.
   *
   * @param params the kind of {@code params}, if there are any
   */
  public Environment typed(Catalogue catalogue, Kind kind, Optional<Kind> params) {
    var environment = admission(Also.AUTHORIZER);
    var typing = new KindTyping(catalogue, environment);
    var type = typing.declare(kind.typeName());
    environment.declare("object", type).declare("oldObject", type);
    params.ifPresent(p -> environment.declare("params", typing.declare(p.typeName())));
    return environment;
  }

  /**
   * The environment of the rules of a schema, which name {@code self} and {@code oldSelf}.
   *
   * @param resource whether it is the schema of a whole object
   * @param optionalOld whether {@code oldSelf} is an optional, so that rules hold of new values too
   */
  public Environment ofSchema(JsonNode schema, boolean resource, boolean optionalOld) {
    var environment = new Environment(functions());
    SchemaTyping.declare(environment, schema, resource, optionalOld);
    return environment;
  }

  /** Made when the first expression comes: most clusters have none. */
  private Functions functions() {
    var known = functions;
    if (known == null) {
      known = new Functions();
      ListLibrary.addTo(known);
      RegexLibrary.addTo(known);
      UrlLibrary.addTo(known);
      QuantityLibrary.addTo(known);
      NetworkLibrary.addTo(known);
      FormatLibrary.addTo(known);
      SemverLibrary.addTo(known);
      AuthorizerLibrary.addTo(known);
      functions = known;
    }
    return known;
  }
}
