package io.navarch.apiserver.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compiled expression; may be used by many threads. */
public final class Expression {

  private static final Pattern MISSING = Pattern.compile("key '(.*)' is not present in map\\.");
  private static final Pattern BEYOND = Pattern.compile("Index out of bounds: (.*)");

  private final String source;
  private final CelRuntime.Program program;
  private final CelAbstractSyntaxTree ast;

  Expression(String source, CelRuntime.Program program, CelAbstractSyntaxTree ast) {
    this.source = source;
    this.program = program;
    this.ast = ast;
  }

  /** As it was written. */
  public String source() {
    return source;
  }

  CelType type() {
    return ast.getResultType();
  }

  /** Whether it looks at a variable. */
  public boolean names(String variable) {
    return CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .anyMatch(node ->
            node.getKind() == CelExpr.ExprKind.Kind.IDENT
                && node.expr().ident().name().equals(variable));
  }

  /**
   * Its value.
   *
   * @param variables the values of the declared variables, by name
   * @throws ExpressionException if it has none, or costs too much
   */
  public Object evaluate(Function<String, @Nullable Object> variables, CostBudget budget)
      throws ExpressionException {
    var meter = new CostMeter();
    try {
      return program.trace(name -> Optional.ofNullable(variables.apply(name)), meter);
    } catch (CelEvaluationException e) {
      throw new ExpressionException(words(e));
    } catch (CostExceeded e) {
      throw new ExpressionException(e.getMessage());
    } finally {
      budget.spend(meter.spent());
    }
  }

  private static String words(CelEvaluationException failure) {
    var reason = reason(failure);
    return switch (failure.getErrorCode()) {
      case ATTRIBUTE_NOT_FOUND -> {
        var missing = MISSING.matcher(reason);
        yield missing.matches()
            ? "no such key: " + missing.group(1)
            : reason.startsWith("Error resolving field") ? "no such overload" : reason;
      }
      case DIVIDE_BY_ZERO -> "division by zero";
      case OVERLOAD_NOT_FOUND -> "no such overload";
      case INDEX_OUT_OF_BOUNDS -> {
        var beyond = BEYOND.matcher(reason);
        yield beyond.matches() ? "index out of bounds: " + beyond.group(1) : reason;
      }
      default -> reason;
    };
  }

  private static String reason(Throwable failure) {
    var at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    var message = at.getMessage();
    return message == null ? at.getClass().getSimpleName() : message;
  }
}
