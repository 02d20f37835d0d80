package io.navarch.apiserver.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import java.util.Map;
import java.util.Optional;

/** The types with fields that an environment knows. */
final class NamedTypes implements CelTypeProvider {

  private final ImmutableMap<String, CelType> byName;

  NamedTypes(Map<String, CelType> types) {
    this.byName = ImmutableMap.copyOf(types);
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return byName.values();
  }

  @Override
  public Optional<CelType> findType(String typeName) {
    return Optional.ofNullable(byName.get(typeName));
  }
}
