package io.navarch.schema.generator;

import io.swagger.annotations.ApiModel;
import io.swagger.annotations.ApiModelProperty;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The descriptions of types and fields, from the annotations of the generated Java client. */
final class ClientDescriptions {

  private static final String MODELS = "io.kubernetes.client.openapi.models.";

  private final Map<String, Optional<Class<?>>> models = new HashMap<>();

  String ofType(String type) {
    return model(type)
        .map(model -> model.getAnnotation(ApiModel.class))
        .map(ApiModel::description)
        .orElse("");
  }

  String ofField(String type, String field) {
    return model(type).map(model -> ofField(model, field)).orElse("");
  }

  private static String ofField(Class<?> model, String field) {
    for (var member : model.getDeclaredFields()) {
      if (member.getName().startsWith("SERIALIZED_NAME_") && field.equals(constant(member))) {
        var getter = member.getName().substring("SERIALIZED_NAME_".length()).replace("_", "");
        for (var method : model.getDeclaredMethods()) {
          var property = method.getAnnotation(ApiModelProperty.class);
          if (property != null && method.getName().equalsIgnoreCase("get" + getter)) {
            return property.value();
          }
        }
      }
    }
    return "";
  }

  private static Object constant(Field member) {
    try {
      return member.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("constants of the models are public", e);
    }
  }

  private Optional<Class<?>> model(String type) {
    return models.computeIfAbsent(type, ClientDescriptions::load);
  }

  private static Optional<Class<?>> load(String type) {
    return candidates(type).stream().flatMap(name -> loadModel(name).stream()).findFirst();
  }

  private static Optional<Class<?>> loadModel(String name) {
    try {
      return Optional.of(Class.forName(MODELS + name));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Names that occur in several groups carry theirs in front. */
  private static List<String> candidates(String type) {
    var words = List.of(type.split("\\."));
    var name = words.getLast();
    var version = capital(words.get(words.size() - 2));
    var group = capital(words.get(words.size() - 3));
    var names = new ArrayList<String>();
    names.add(group + version + name);
    names.add(version + name);
    return names;
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
