package io.navarch.nodeagent.testing;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Property records as they are when nobody sets anything. */
public final class Defaults {

  private Defaults() {}

  /** The record with its defaults. */
  public static <T> T of(Class<T> type) {
    return with(type, Map.of());
  }

  /** The record with some keys set, relative to its prefix. */
  public static <T> T with(Class<T> type, Map<String, String> values) {
    var prefix = type.getAnnotation(ConfigurationProperties.class).value();
    var source = new MapConfigurationPropertySource();
    values.forEach((key, value) -> source.put(prefix + "." + key, value));
    return new Binder(source).bindOrCreate(prefix, type);
  }
}
