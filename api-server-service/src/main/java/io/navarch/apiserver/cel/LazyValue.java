package io.navarch.apiserver.cel;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.StructValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;

/** Named values that are computed when an expression first asks for them, and then kept. */
@RequiredArgsConstructor
@SuppressWarnings("Immutable") // filled by the one thread that evaluates
public final class LazyValue extends StructValue<String, LazyValue> {

  private final Map<String, Supplier<Object>> sources;
  private final Map<String, Object> known = new HashMap<>();

  @Override
  public Object select(String field) {
    return find(field).orElseThrow(() -> CelAttributeNotFoundException.of("no such key: " + field));
  }

  @Override
  public Optional<Object> find(String field) {
    var source = sources.get(field);
    if (source == null) {
      return Optional.empty();
    }
    var value = known.get(field);
    if (value == null) {
      value = source.get();
      known.put(field, value);
    }
    return Optional.of(value);
  }

  @Override
  public LazyValue value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return sources.isEmpty();
  }

  @Override
  public CelType celType() {
    return SimpleType.DYN;
  }
}
