package io.navarch.apiserver.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what an evaluation costs in upstream's unit, step by step, and ends it at the limit. What
 * works on texts and lists costs by their size.
 */
final class CostMeter implements CelEvaluationListener {

  private static final double PER_CHARACTER = 0.1;
  private static final double PER_PATTERN_CHARACTER = 0.25;
  private static final long LIST = 10;
  private static final long MAP = 30;
  private static final long STRUCT = 40;
  private static final long AUTHORIZATION = 350_000;

  private final Map<Long, Long> sizes = new HashMap<>();
  private long spent;

  long spent() {
    return spent;
  }

  @Override
  public void callback(CelExpr expr, Object result) {
    spent += cost(expr);
    if (spent > CostBudget.EACH || Thread.currentThread().isInterrupted()) {
      throw new CostExceeded();
    }
    sizes.put(expr.id(), size(result));
  }

  private long cost(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> 1;
      case SELECT -> depth(expr);
      case CALL -> call(expr.call());
      case LIST -> LIST;
      case MAP -> MAP;
      case STRUCT -> STRUCT;
      case COMPREHENSION -> 1;
      default -> 0;
    };
  }

  private static long depth(CelExpr expr) {
    long depth = 1;
    for (var at = expr; at.getKind() == CelExpr.ExprKind.Kind.SELECT; at = at.select().operand()) {
      depth++;
    }
    return depth;
  }

  private long call(CelExpr.CelCall call) {
    return switch (call.function()) {
      case "_&&_", "_||_", "_?_:_", "@not_strictly_false", "!_" -> 1;
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" ->
          1 + characters(Math.min(argument(call, 0), argument(call, 1)));
      case "_+_" -> 1 + characters(argument(call, 0) + argument(call, 1));
      case "@in", "in" -> 1 + argument(call, 1);
      case "matches", "find", "findAll" ->
          1
              + characters(1 + argument(call, 0))
                  * (long) Math.ceil(argument(call, 1) * PER_PATTERN_CHARACTER);
      case "contains", "replace", "split", "indexOf", "lastIndexOf" ->
          1 + characters(argument(call, 0)) * Math.max(1, characters(argument(call, 1)));
      case "check" -> AUTHORIZATION;
      default -> 1 + characters(argument(call, 0));
    };
  }

  private static long characters(long count) {
    return (long) Math.ceil(count * PER_CHARACTER);
  }

  /** The size of an argument; the target of a call is the first. */
  private long argument(CelExpr.CelCall call, int index) {
    int offset = call.target().isPresent() ? 1 : 0;
    if (index < offset) {
      return sizes.getOrDefault(call.target().orElseThrow().id(), 1L);
    }
    int place = index - offset;
    return place < call.args().size() ? sizes.getOrDefault(call.args().get(place).id(), 1L) : 0;
  }

  private static long size(Object result) {
    return switch (result) {
      case CharSequence text -> text.length();
      case Collection<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case CelByteString bytes -> bytes.size();
      default -> 1;
    };
  }
}
