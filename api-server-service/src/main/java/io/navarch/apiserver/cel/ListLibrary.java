package io.navarch.apiserver.cel;

import static io.navarch.apiserver.cel.Types.ITEM;
import static io.navarch.apiserver.cel.Types.LIST;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.navarch.apiserver.cel.Functions.Operand;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What Kubernetes asks of lists. */
final class ListLibrary {

  private ListLibrary() {}

  static void addTo(Functions functions) {
    functions.member("isSorted", SimpleType.BOOL, a -> isSorted(items(a[0])), LIST);
    functions.member("min", ITEM.name(), a -> extreme(items(a[0]), -1, "min"), LIST);
    functions.member("max", ITEM.name(), a -> extreme(items(a[0]), 1, "max"), LIST);
    functions.member("indexOf", SimpleType.INT, a -> (long) items(a[0]).indexOf(a[1]), LIST, ITEM);
    functions.member(
        "lastIndexOf", SimpleType.INT, a -> (long) items(a[0]).lastIndexOf(a[1]), LIST, ITEM);
    for (var item : List.of(SimpleType.INT, SimpleType.DOUBLE, SimpleType.DURATION)) {
      functions.member("sum", item, a -> sum(items(a[0])), Operand.of(ListType.create(item)));
    }
  }

  private static Object sum(List<Object> items) {
    return items.stream().reduce(ListLibrary::plus).orElse(0L);
  }

  private static Object plus(Object a, Object b) {
    return switch (a) {
      case Long x when b instanceof Long y -> Math.addExact(x, y);
      case Double x when b instanceof Double y -> x + y;
      case Duration x when b instanceof Duration y -> x.plus(y);
      default -> throw new IllegalArgumentException("no such overload");
    };
  }

  private static List<Object> items(Object list) {
    return List.copyOf((Collection<?>) list);
  }

  private static boolean isSorted(List<Object> items) {
    for (int i = 1; i < items.size(); i++) {
      if (compare(items.get(i - 1), items.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static Object extreme(List<Object> items, int sign, String name) {
    return items.stream()
        .reduce((a, b) -> compare(b, a) * sign > 0 ? b : a)
        .orElseThrow(() -> new IllegalArgumentException(name + " called on empty list"));
  }

  @SuppressWarnings("unchecked") // values of one type compare with each other
  private static int compare(Object a, Object b) {
    if (a.getClass() != b.getClass() || !(a instanceof Comparable<?> comparable)) {
      throw new IllegalArgumentException("no such overload");
    }
    return ((Comparable<Object>) comparable).compareTo(b);
  }
}
