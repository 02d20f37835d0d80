package io.navarch.apiserver.codec;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.ObjectType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads request bodies as objects of one kind: unknown and duplicate fields found, values of the
 * wrong type refused, the result in the form in which upstream would print it. The caller has
 * bounded the size; nesting is bounded here.
 */
@Component
public final class BodyDecoder {

  private static final int DEEPEST = 1_000;
  private static final int SUMMARY = 30;
  private static final String HEADER =
      "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
          + " \"json:\\\"kind,omitempty\\\"\" }";

  private final MessageLayouts layouts = new MessageLayouts();
  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  /**
   * What a request asks for.
   *
   * @param catalogue of the request
   * @param expected the kind that the URL means; completes bodies that do not say theirs
   * @param type of that kind
   */
  public record Target(Catalogue catalogue, GroupVersionKind expected, ObjectType type) {

    /** The target of a kind whose type the catalogue knows. */
    public static Target of(Catalogue catalogue, GroupVersionKind expected) {
      var type =
          catalogue
              .findKind(expected)
              .flatMap(kind -> catalogue.findType(kind.typeName()))
              .or(() -> catalogue.findType(expected))
              .orElseThrow(() -> new IllegalStateException("no type of " + expected));
      return new Target(catalogue, expected, type);
    }
  }

  /**
   * Reads a body.
   *
   * @throws ApiStatusException 400 in upstream's words
   */
  public Decoded decode(byte[] body, WireFormat format, Target target, FieldValidation validation) {
    return switch (format) {
      case JSON -> decodeJson(body, target, validation);
      case YAML -> decodeYaml(body, target, validation);
      case PROTOBUF -> decodeProtobuf(body, target);
    };
  }

  /** Checks and arranges a tree, for example one that a patch has changed, as if it were a body. */
  public Decoded decode(JsonNode tree, Target target, FieldValidation validation) {
    try (var parser = json.treeAsTokens(tree)) {
      return read(parser, gvk(tree, target), target, validation, List.of());
    }
  }

  private Decoded decodeJson(byte[] body, Target target, FieldValidation validation) {
    JsonNode header;
    try {
      header = json.readTree(body);
    } catch (JacksonException e) {
      throw unrecognized(
          target, body, "couldn't get version/kind; json parse error: " + words(body, e));
    }
    if (header.isMissingNode()) {
      throw unrecognized(
          target,
          body,
          "couldn't get version/kind; json parse error: unexpected end of JSON input");
    }
    GoJsonSyntax.error(body)
        .ifPresent(words -> {
          throw unrecognized(target, body, "couldn't get version/kind; json parse error: " + words);
        });
    var gvk = headerGvk(header, body, target);
    if (header.isNull()) {
      return decode(json.createObjectNode(), target, validation);
    }
    try (var parser = json.createParser(body)) {
      return read(parser, gvk, target, validation, List.of());
    }
  }

  private static String words(byte[] body, JacksonException e) {
    return GoJsonSyntax.error(body).orElseGet(e::getOriginalMessage);
  }

  private Decoded decodeYaml(byte[] body, Target target, FieldValidation validation) {
    YamlTree.Result yaml;
    try {
      yaml = YamlTree.read(new String(body, StandardCharsets.UTF_8));
    } catch (DecodeException e) {
      throw unrecognized(target, body, String.valueOf(e.getMessage()));
    }
    var gvk = headerGvk(yaml.tree(), body, target);
    try (var parser = json.treeAsTokens(yaml.tree())) {
      return read(parser, gvk, target, validation, yaml.duplicates());
    }
  }

  private Decoded decodeProtobuf(byte[] body, Target target) {
    try {
      var envelope = ProtobufEnvelope.read(body);
      var gvk = complete(envelope.apiVersion(), envelope.kind(), target);
      checkKind(gvk, target);
      var members =
          new ProtobufReader(target.catalogue(), layouts)
              .members(envelope.raw().toByteArray(), target.type());
      members.put("kind", json.getNodeFactory().stringNode(gvk.kind()));
      members.put("apiVersion", json.getNodeFactory().stringNode(gvk.groupVersion().toString()));
      var object = new TypedForm(target.catalogue()).arrange(target.type(), members);
      return new Decoded(object, gvk, List.of());
    } catch (DecodeException e) {
      throw unrecognized(target, body, String.valueOf(e.getMessage()));
    }
  }

  private Decoded read(
      JsonParser parser,
      GroupVersionKind gvk,
      Target target,
      FieldValidation validation,
      List<String> duplicates) {
    checkKind(gvk, target);
    try {
      var reader = new TypedReader(target.catalogue(), parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DecodeException("the body is no object");
      }
      var object = identified(reader.read(target.type()), gvk);
      var problems = new ArrayList<>(duplicates);
      problems.addAll(reader.problems());
      if (validation == FieldValidation.STRICT && !problems.isEmpty()) {
        throw new DecodeException("strict decoding error: " + String.join(", ", problems));
      }
      return new Decoded(object, gvk, validation == FieldValidation.IGNORE ? List.of() : problems);
    } catch (DecodeException e) {
      throw refused(gvk, target, String.valueOf(e.getMessage()));
    } catch (JacksonException e) {
      throw refused(gvk, target, e.getOriginalMessage());
    }
  }

  /** Says what the object is, first of all. */
  private ObjectNode identified(ObjectNode object, GroupVersionKind gvk) {
    var whole = json.createObjectNode();
    whole.put("kind", gvk.kind());
    whole.put("apiVersion", gvk.groupVersion().toString());
    object.properties().stream()
        .filter(m -> !m.getKey().equals("kind") && !m.getKey().equals("apiVersion"))
        .forEach(m -> whole.set(m.getKey(), m.getValue()));
    return whole;
  }

  private static GroupVersionKind headerGvk(JsonNode header, byte[] body, Target target) {
    var type = header.getNodeType().name().toLowerCase(Locale.ROOT);
    if (!header.isObject() && !header.isNull()) {
      throw unrecognized(
          target,
          body,
          "couldn't get version/kind; json parse error: json: cannot unmarshal %s into Go value of type %s"
              .formatted(type.equals("boolean") ? "bool" : type, HEADER));
    }
    for (var name : List.of("apiVersion", "kind")) {
      var value = header.path(name);
      if (!value.isString() && !value.isMissingNode() && !value.isNull()) {
        var found = value.getNodeType().name().toLowerCase(Locale.ROOT);
        throw unrecognized(
            target,
            body,
            "couldn't get version/kind; json parse error: json: cannot unmarshal %s into Go struct field .%s of type string"
                .formatted(found.equals("boolean") ? "bool" : found, name));
      }
    }
    var version = header.path("apiVersion").asString("");
    if (version.chars().filter(c -> c == '/').count() > 1) {
      throw unrecognized(target, body, "unexpected GroupVersion string: " + version);
    }
    return gvk(header, target);
  }

  private static GroupVersionKind gvk(JsonNode header, Target target) {
    return complete(
        header.path("apiVersion").asString(""), header.path("kind").asString(""), target);
  }

  private static GroupVersionKind complete(String apiVersion, String kind, Target target) {
    var expected = target.expected();
    var version = apiVersion.isEmpty() ? expected.groupVersion() : GroupVersion.parse(apiVersion);
    return new GroupVersionKind(
        version.group(), version.version(), kind.isEmpty() ? expected.kind() : kind);
  }

  private static void checkKind(GroupVersionKind gvk, Target target) {
    var expected = target.expected();
    if (gvk.equals(expected)) {
      return;
    }
    Optional<ObjectType> known = target.catalogue().findType(gvk);
    if (known.isPresent() && known.get().name().equals(target.type().name())) {
      return; // options are of one kind in every group
    }
    if (known.isEmpty()) {
      throw refused(
          gvk,
          target,
          "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/runtime/scheme.go:111\""
              .formatted(gvk.kind(), gvk.groupVersion()));
    }
    if (gvk.kind().equals(expected.kind())) {
      throw ApiStatusException.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(gvk.groupVersion(), expected.groupVersion()));
    }
    var room = expected.group().isEmpty() ? "core" : expected.group().replaceFirst("\\..*", "");
    throw refused(
        gvk,
        target,
        "converting (%s.%s) to (%s.%s): unknown conversion"
            .formatted(gvk.version(), gvk.kind(), room, expected.kind()));
  }

  private static ApiStatusException refused(GroupVersionKind gvk, Target target, String why) {
    return ApiStatusException.badRequest(
        "%s in version \"%s\" cannot be handled as a %s: %s"
            .formatted(gvk.kind(), gvk.version(), target.expected().kind(), why));
  }

  private static ApiStatusException unrecognized(Target target, byte[] body, String why) {
    return ApiStatusException.badRequest(
        "the object provided is unrecognized (must be of type %s): %s (%s)"
            .formatted(target.expected().kind(), why, summary(body)));
  }

  private static String summary(byte[] body) {
    if (body.length == 0) {
      return "<empty>";
    }
    int length = Math.min(body.length, SUMMARY);
    var beginning =
        body[0] == '{'
            ? new String(body, 0, length, StandardCharsets.UTF_8)
            : HexFormat.of().formatHex(body, 0, length);
    return body.length > SUMMARY ? beginning + " ..." : beginning;
  }
}
