package io.navarch.apiserver.cel;

import com.google.common.collect.ImmutableSet;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What expressions of one place may name: the variables and their types. Built by one thread;
 * compiles when it is complete.
 */
public final class Environment {

  private static final CelOptions OPTIONS = options();
  private static final String VARIABLES = "kubernetes.variables";

  private final Functions functions;
  private final Map<String, CelType> variables = new LinkedHashMap<>();
  private final Map<String, CelType> types = new LinkedHashMap<>();
  private final Map<String, CelType> composed = new LinkedHashMap<>();
  private boolean patches;
  private @Nullable Cel built;

  Environment(Functions functions) {
    this.functions = functions;
  }

  @SuppressWarnings("deprecation") // upstream checks literals while it compiles, and so do we
  private static CelOptions options() {
    return CelOptions.current()
        .enableHeterogeneousNumericComparisons(true)
        .enableHomogeneousLiterals(true)
        .enableQuotedIdentifierSyntax(false)
        .comprehensionMaxIterations(-1)
        .build();
  }

  Environment declare(String name, CelType type) {
    variables.put(name, type);
    if (type instanceof StructType struct) {
      addType(struct);
    }
    built = null;
    return this;
  }

  Environment addType(StructType type) {
    types.put(type.name(), type);
    built = null;
    return this;
  }

  /** Allows {@code Object{}} and {@code JSONPatch{}}. */
  Environment allowPatches() {
    patches = true;
    return this;
  }

  /** From now on {@code variables.name} is what the expression says. */
  public void compose(String name, Expression expression) {
    composed.put(name, expression.type());
    declareComposed();
  }

  /** {@code variables.name} where its expression is broken: anything. */
  public void composeUnknown(String name) {
    composed.put(name, dev.cel.common.types.SimpleType.DYN);
    declareComposed();
  }

  private void declareComposed() {
    var known = Map.copyOf(composed);
    declare("variables", PatchTypes.struct(VARIABLES, known));
  }

  /**
   * Compiles an expression.
   *
   * @throws ExpressionException with upstream's words if it has no meaning or another result
   */
  public Expression compile(String source, Result wanted) throws ExpressionException {
    try {
      var cel = cel(Map.of());
      var parsed = cel.parse(source);
      if (parsed.hasError()) {
        throw failed(parsed);
      }
      if (patches) {
        cel = cel(PatchTypes.in(parsed.getAst()));
      }
      var checked = cel.check(parsed.getAst());
      if (checked.hasError()) {
        throw failed(checked);
      }
      var ast = checked.getAst();
      Problems.inLiterals(ast);
      wanted.check(ast.getResultType());
      return new Expression(source, program(cel, ast), ast);
    } catch (CelValidationException e) {
      throw new ExpressionException("compilation failed: " + e.getMessage());
    }
  }

  private static dev.cel.runtime.CelRuntime.Program program(Cel cel, CelAbstractSyntaxTree ast)
      throws ExpressionException {
    try {
      return cel.createProgram(ast);
    } catch (CelEvaluationException e) {
      throw new ExpressionException("program instantiation failed: " + e.getMessage());
    }
  }

  private static ExpressionException failed(CelValidationResult result) {
    return new ExpressionException(
        "compilation failed: " + Problems.words(result.getErrors(), result.getSource()));
  }

  private Cel cel(Map<String, CelType> further) {
    var known = built;
    if (known != null && further.isEmpty()) {
      return known;
    }
    var all = new LinkedHashMap<>(types);
    all.putAll(further);
    var builder =
        CelFactory.plannerCelBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(macros())
            .setTypeProvider(new NamedTypes(all))
            .setValueProvider(new MadeValues(ImmutableSet.copyOf(all.keySet())))
            .addCompilerLibraries(
                CelExtensions.optional(),
                CelExtensions.strings(),
                CelExtensions.sets(OPTIONS),
                CelExtensions.lists(),
                CelExtensions.comprehensions())
            .addRuntimeLibraries(
                CelExtensions.optional(),
                CelExtensions.strings(),
                CelExtensions.sets(OPTIONS),
                CelExtensions.lists(),
                CelExtensions.comprehensions());
    variables.forEach(builder::addVar);
    functions.install(builder);
    if (patches) {
      patchFunctions().install(builder);
    }
    var fresh = builder.build();
    if (further.isEmpty()) {
      built = fresh;
    }
    return fresh;
  }

  private static Functions patchFunctions() {
    var further = new Functions();
    RegexLibrary.addEscape(further);
    return further;
  }

  private static ImmutableSet<CelStandardMacro> macros() {
    return ImmutableSet.of(
        CelStandardMacro.HAS,
        CelStandardMacro.ALL,
        CelStandardMacro.EXISTS,
        CelStandardMacro.EXISTS_ONE,
        CelStandardMacro.MAP,
        CelStandardMacro.MAP_FILTER,
        CelStandardMacro.FILTER);
  }
}
