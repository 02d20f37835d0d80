package io.navarch.apiserver.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import io.navarch.apiserver.cel.Functions.Operand;

/** The types that Kubernetes adds to the language. */
final class Types {

  static final Operand TEXT = Operand.of(SimpleType.STRING);
  static final Operand INT = Operand.of(SimpleType.INT);
  static final Operand BOOL = Operand.of(SimpleType.BOOL);
  static final Operand LIST = Operand.of(ListType.create(TypeParamType.create("T")));
  static final Operand ANY = Operand.of(SimpleType.DYN);
  static final Operand ITEM = Operand.of(TypeParamType.create("T"));
  static final Operand QUANTITY = opaque("kubernetes.Quantity", QuantityLibrary.Amount.class);
  static final Operand URL = opaque("kubernetes.URL", UrlLibrary.Url.class);
  static final Operand IP = opaque("net.IP", NetworkLibrary.Ip.class);
  static final Operand CIDR = opaque("net.CIDR", NetworkLibrary.Cidr.class);
  static final Operand SEMVER = opaque("kubernetes.Semver", SemverLibrary.Version.class);
  static final Operand FORMAT = opaque("kubernetes.NamedFormat", FormatLibrary.Format.class);
  static final Operand AUTHORIZER =
      opaque("kubernetes.authorization.Authorizer", AuthorizerLibrary.Asker.class);
  static final Operand PATH_CHECK =
      opaque("kubernetes.authorization.PathCheck", AuthorizerLibrary.PathCheck.class);
  static final Operand GROUP_CHECK =
      opaque("kubernetes.authorization.GroupCheck", AuthorizerLibrary.GroupCheck.class);
  static final Operand RESOURCE_CHECK =
      opaque("kubernetes.authorization.ResourceCheck", AuthorizerLibrary.ResourceCheck.class);
  static final Operand DECISION =
      opaque("kubernetes.authorization.Decision", AuthorizerLibrary.Decision.class);

  private Types() {}

  private static Operand opaque(String name, Class<?> values) {
    CelType type = OpaqueType.create(name);
    return new Operand(type, values);
  }
}
