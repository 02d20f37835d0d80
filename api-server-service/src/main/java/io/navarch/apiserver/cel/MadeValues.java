package io.navarch.apiserver.cel;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.values.CelValueProvider;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;

/** Makes the values of {@code Name{field: value}}. */
@RequiredArgsConstructor
final class MadeValues implements CelValueProvider {

  private final ImmutableSet<String> types;

  @Override
  public Optional<Object> newValue(String structType, Map<String, Object> fields) {
    return types.contains(structType)
        ? Optional.of(PatchTypes.make(structType, fields))
        : Optional.empty();
  }
}
