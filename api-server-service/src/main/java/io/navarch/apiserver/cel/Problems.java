package io.navarch.apiserver.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import io.navarch.schema.quantity.GoDuration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is wrong with an expression, as upstream tells it. */
final class Problems {

  private static final List<String> OF_SYNTAX =
      List.of(
          "mismatched input",
          "extraneous input",
          "token recognition error",
          "no viable alternative",
          "missing ");

  private Problems() {}

  static String words(Collection<CelIssue> issues, CelSource source) {
    return CelIssue.toDisplayString(issues.stream().map(Problems::reworded).toList(), source);
  }

  private static CelIssue reworded(CelIssue issue) {
    var message = issue.getMessage();
    int candidates = message.indexOf(" (candidates: ");
    if (candidates >= 0) {
      message = message.substring(0, candidates);
    }
    if (OF_SYNTAX.stream().anyMatch(message::startsWith)) {
      message = "Syntax error: " + message;
    }
    var place = issue.getSourceLocation();
    if (message.startsWith("invalid argument to ")) {
      place = CelSourceLocation.of(place.getLine(), place.getColumn() + 1);
    }
    return CelIssue.formatError(
        issue.getExprId(), place, message.replace("unsupported syntax '", "unsupported syntax: '"));
  }

  /** Refuses literals that can't be what they are taken for. */
  static void inLiterals(CelAbstractSyntaxTree ast) throws ExpressionException {
    var issues = new ArrayList<CelIssue>();
    CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
        .forEach(node -> check(ast, node.expr().call(), issues));
    if (!issues.isEmpty()) {
      issues.sort(java.util.Comparator.comparing(CelIssue::getSourceLocation));
      throw new ExpressionException("compilation failed: " + words(issues, ast.getSource()));
    }
  }

  private static void check(
      CelAbstractSyntaxTree ast, CelExpr.CelCall call, List<CelIssue> issues) {
    if (call.args().isEmpty()) {
      return;
    }
    var argument = call.args().getLast();
    if (argument.getKind() != CelExpr.ExprKind.Kind.CONSTANT
        || argument.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return;
    }
    var text = argument.constant().stringValue();
    boolean fits =
        switch (call.function()) {
          case "timestamp" -> isTime(text);
          case "duration" -> isDuration(text);
          case "matches" -> isPattern(text);
          default -> true;
        };
    if (!fits) {
      var offset = ast.getSource().getPositionsMap().get(argument.id());
      ast.getSource()
          .getOffsetLocation(offset == null ? 0 : offset)
          .ifPresent(location ->
              issues.add(
                  CelIssue.formatError(
                      argument.id(), location, "invalid %s argument".formatted(call.function()))));
    }
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isDuration(String text) {
    return GoDuration.parse(text).isPresent();
  }

  private static boolean isPattern(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
