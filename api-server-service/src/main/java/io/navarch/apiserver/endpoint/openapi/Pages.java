package io.navarch.apiserver.endpoint.openapi;

import io.navarch.apiserver.codec.ObjectEncoder;
import io.navarch.apiserver.registry.ServedCatalogue;
import io.navarch.schema.Catalogue;
import io.navarch.schema.ObjectType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** The documents of the catalogue that is served, made when they are first asked for. */
@Component
@RequiredArgsConstructor
final class Pages {

  private final ServedCatalogue served;
  private final ObjectEncoder encoder;
  private final SwaggerProtobuf protobuf = new SwaggerProtobuf();
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable Edition edition;

  /** The list of all documents. */
  Page index() {
    return current().index();
  }

  /** All documents as one of version 2. */
  Page swagger() {
    return current().swagger();
  }

  /** The same in protobuf. */
  Page swaggerProtobuf() {
    return current().swaggerProtobuf();
  }

  /** The document of this path without its leading slash. */
  Optional<Page> find(String path) {
    return Optional.ofNullable(current().byPath().get(path));
  }

  @SuppressWarnings("ReferenceEquality") // a change makes another instance
  private Edition current() {
    var catalogue = served.current();
    var present = edition;
    if (present != null && present.catalogue() == catalogue) {
      return present;
    }
    making.lock();
    try {
      var other = edition;
      var made = other != null && other.catalogue() == catalogue ? other : make(catalogue);
      edition = made;
      return made;
    } finally {
      making.unlock();
    }
  }

  private Edition make(Catalogue catalogue) {
    var pages = new TreeMap<String, Page>();
    var documents = new Documents(catalogue, kind -> encoder.hasProtobuf(catalogue, kind)).all();
    documents.forEach((path, tree) -> pages.put(path, new Page(encoder.json(tree, false))));
    var index = JsonNodeFactory.instance.objectNode();
    var paths = index.putObject("paths");
    pages.forEach((path, page) -> paths.putObject(path).put("serverRelativeURL", url(path, page)));
    var swagger = Swagger.of(documents.values(), name -> isAuthored(catalogue, name));
    return new Edition(
        catalogue,
        new Page(encoder.json(index, false)),
        new Page(encoder.json(swagger, false)),
        new Page(protobuf.encode(swagger)),
        pages);
  }

  private static boolean isAuthored(Catalogue catalogue, String type) {
    return catalogue.findType(type).flatMap(ObjectType::findAuthored).isPresent();
  }

  /** The address under which a document may be kept for ever. */
  static String url(String path, Page page) {
    return "/openapi/v3/%s?hash=%s".formatted(path, page.hash());
  }

  /** What one catalogue came to. */
  private record Edition(
      Catalogue catalogue,
      Page index,
      Page swagger,
      Page swaggerProtobuf,
      Map<String, Page> byPath) {

    Edition {
      byPath = Map.copyOf(byPath);
    }
  }
}
