package io.navarch.apiserver.endpoint.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.navarch.schema.source.BuiltInCatalogue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The field numbers are those of gnostic's {@code OpenAPIv2.proto}. */
class SwaggerProtobufTest {

  private final SwaggerProtobuf protobuf = new SwaggerProtobuf();

  private Message encode(String json) throws InvalidProtocolBufferException {
    var document = (ObjectNode) JsonMapper.shared().readTree(json);
    return new Message(UnknownFieldSet.parseFrom(protobuf.encode(document)));
  }

  /** A message whose fields are known by number only. */
  private record Message(UnknownFieldSet fields) {

    Message in(int number, int index) throws InvalidProtocolBufferException {
      return new Message(
          UnknownFieldSet.parseFrom(fields.getField(number).getLengthDelimitedList().get(index)));
    }

    Message in(int number) throws InvalidProtocolBufferException {
      assertThat(fields.getField(number).getLengthDelimitedList()).hasSize(1);
      return in(number, 0);
    }

    Iterable<String> texts(int number) {
      return fields.getField(number).getLengthDelimitedList().stream()
          .map(ByteString::toStringUtf8)
          .toList();
    }

    boolean flag(int number) {
      return fields.getField(number).getVarintList().getFirst() == 1;
    }
  }

  @Test
  void writesSchemasWithTheirPropertiesAndExtensions() throws Exception {
    var document =
        encode(
            """
            {"swagger": "2.0", "definitions": {"A": {
              "description": "a thing", "type": "object", "required": ["b", "c"],
              "x-kubernetes-group-version-kind": [{"kind": "A"}],
              "properties": {
                "b": {"type": "array", "items": {"$ref": "#/definitions/B"}},
                "c": {"type": "object", "additionalProperties": {"type": "string"}},
                "d": {"type": "object", "additionalProperties": true}}}}}
            """);

    assertThat(document.texts(1)).containsExactly("2.0");
    var definition = document.in(9).in(1);
    assertThat(definition.texts(1)).containsExactly("A");
    var schema = definition.in(2);
    assertThat(schema.texts(4)).containsExactly("a thing");
    assertThat(schema.texts(19)).containsExactly("b", "c");
    assertThat(schema.in(22).texts(1)).containsExactly("object");
    assertThat(schema.in(31).texts(1)).containsExactly("x-kubernetes-group-version-kind");
    assertThat(schema.in(31).in(2).texts(2)).containsExactly("[{\"kind\":\"A\"}]");
    var properties = schema.in(25);
    assertThat(properties.in(1, 0).in(2).in(23).in(1).texts(1)).containsExactly("#/definitions/B");
    assertThat(properties.in(1, 1).in(2).in(21).in(1).in(22).texts(1)).containsExactly("string");
    assertThat(properties.in(1, 2).in(2).in(21).flag(2)).isTrue();
  }

  @Test
  void writesOperationsWithParametersOfBothKinds() throws Exception {
    var document =
        encode(
            """
            {"paths": {"/api": {"post": {
              "operationId": "create", "produces": ["application/json"],
              "parameters": [
                {"name": "body", "in": "body", "required": true, "schema": {"type": "object"}},
                {"name": "dryRun", "in": "query", "type": "string", "uniqueItems": true},
                {"name": "name", "in": "path", "required": true, "type": "string"}],
              "responses": {"200": {"description": "OK", "schema": {"type": "object"}}},
              "x-kubernetes-action": "post"}}}}
            """);

    var path = document.in(8).in(2);
    assertThat(path.texts(1)).containsExactly("/api");
    var operation = path.in(2).in(4);
    assertThat(operation.texts(5)).containsExactly("create");
    assertThat(operation.texts(6)).containsExactly("application/json");
    var body = operation.in(8, 0).in(1).in(1);
    assertThat(body.texts(2)).containsExactly("body");
    assertThat(body.flag(4)).isTrue();
    var query = operation.in(8, 1).in(1).in(2).in(3);
    assertThat(query.texts(4)).containsExactly("dryRun");
    assertThat(query.texts(6)).containsExactly("string");
    assertThat(query.flag(20)).isTrue();
    var inPath = operation.in(8, 2).in(1).in(2).in(4);
    assertThat(inPath.flag(1)).isTrue();
    assertThat(inPath.texts(5)).containsExactly("string");
    var response = operation.in(9).in(1);
    assertThat(response.texts(1)).containsExactly("200");
    assertThat(response.in(2).in(1).texts(1)).containsExactly("OK");
    assertThat(operation.in(13).in(2).texts(2)).containsExactly("\"post\"");
  }

  @Test
  void losesNothingOfTheDocumentItself() throws Exception {
    var documents = new Documents(BuiltInCatalogue.load(), _ -> true).all();
    var swagger = Swagger.of(documents.values(), _ -> false);

    var document = encode(swagger.toString());

    assertThat(document.in(9).fields().getField(1).getLengthDelimitedList())
        .hasSize(swagger.path("definitions").size());
    assertThat(document.in(8).fields().getField(2).getLengthDelimitedList())
        .hasSize(swagger.path("paths").size());
  }
}
