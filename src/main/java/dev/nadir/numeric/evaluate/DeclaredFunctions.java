package dev.nadir.numeric.evaluate;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a model declares, in numbers: the body as written, for one entry after the other. Derivatives are those of
 * truncated Taylor series, which know nothing of the derivatives that are derived as formulas.
 */
record DeclaredFunctions(Model model) implements BiFunction<Formula.Call, Interpreter, @Nullable Value> {

    private static final NormalDistribution NORMAL = new NormalDistribution();

    /** The value; null if the model declares no such function. */
    @Override
    public @Nullable Value apply(Formula.Call call, Interpreter interpreter) {
        Optional<Model.Function> function = model.function(call.function());
        if (function.isEmpty()) {
            return null;
        }
        Model.Function.Definition definition = definition(function.get());
        int order = Model.Function.orderOf(call.function());
        return Value.of(interpreter
                .matrix(call.arguments().get(0))
                .map(entry -> order > 0
                        ? derivatives(definition, entry, order, interpreter)[order]
                        : interpreter
                                .with(definition.variable(), Value.of(entry))
                                .number(definition.body())));
    }

    private static Model.Function.Definition definition(Model.Function function) {
        return function.definition()
                .orElseThrow(() -> new PreconditionException("a function with numbers needs a formula, got "
                        + function.name() + ", which is declared by its name only"));
    }

    /** The function at a number and its derivatives, up to the given order. */
    private double[] derivatives(Model.Function.Definition definition, double at, int order, Interpreter interpreter) {
        DerivativeStructure variable = new DSFactory(1, order).variable(0, at);
        return new Series(definition.variable(), variable, interpreter.with(definition.variable(), Value.of(at)))
                .of(definition.body())
                .getAllDerivatives();
    }

    /** The Taylor series of formulas of one variable. */
    private final class Series {

        private final String name;
        private final DerivativeStructure variable;
        private final Interpreter interpreter;

        Series(String name, DerivativeStructure variable, Interpreter interpreter) {
            this.name = name;
            this.variable = variable;
            this.interpreter = interpreter;
        }

        DerivativeStructure of(Formula formula) {
            if (formula instanceof Formula.Name it && it.name().equals(name)) {
                return variable;
            }
            boolean isConstant = formula instanceof Formula.NumberLiteral
                    || formula instanceof Formula.Name
                    || formula instanceof Formula.Indexed;
            if (isConstant) {
                return variable.getFactory().constant(interpreter.number(formula));
            }
            if (formula instanceof Formula.Negation negation) {
                return of(negation.argument()).negate();
            }
            if (formula instanceof Formula.Binary binary) {
                return binary(binary);
            }
            if (formula instanceof Formula.Call call && call.arguments().size() == 1) {
                DerivativeStructure argument = of(call.arguments().get(0));
                Optional<Model.Function> declared = model.function(call.function());
                return declared.isPresent() ? declared(call, declared.get(), argument) : language(call, argument);
            }
            return unknown(FormulaPrinter.print(formula));
        }

        private DerivativeStructure binary(Formula.Binary formula) {
            DerivativeStructure left = of(formula.left());
            DerivativeStructure right = of(formula.right());
            return switch (formula.operator()) {
                case ADD -> left.add(right);
                case SUBTRACT -> left.subtract(right);
                case MULTIPLY, ENTRYWISE_MULTIPLY -> left.multiply(right);
                case DIVIDE, ENTRYWISE_DIVIDE -> left.divide(right);
                case POWER, ENTRYWISE_POWER -> power(left, right);
                default -> unknown(FormulaPrinter.print(formula));
            };
        }

        /** An exponent that does not move may stand over a negative number. */
        private static DerivativeStructure power(DerivativeStructure left, DerivativeStructure right) {
            if (!right.subtract(right.getValue()).isZero()) {
                return left.pow(right);
            }
            double value = right.getValue();
            boolean isWhole = value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE;
            return isWhole ? left.pow((int) value) : left.pow(value);
        }

        private DerivativeStructure declared(Formula.Call call, Model.Function function, DerivativeStructure argument) {
            int before = Model.Function.orderOf(call.function());
            int order = variable.getOrder();
            double[] all = derivatives(definition(function), argument.getValue(), before + order, interpreter);
            return argument.compose(Arrays.copyOfRange(all, before, before + order + 1));
        }

        private DerivativeStructure language(Formula.Call call, DerivativeStructure argument) {
            return switch (call.function()) {
                case "log" -> argument.log();
                case "exp" -> argument.exp();
                case "sqrt" -> argument.sqrt();
                case "tanh" -> argument.tanh();
                case "sin" -> argument.sin();
                case "cos" -> argument.cos();
                case "normcdf" -> normal(argument);
                default -> kinked(call, argument);
            };
        }

        private DerivativeStructure kinked(Formula.Call call, DerivativeStructure argument) {
            double x = argument.getValue();
            double step = x > 0 ? 1 : 0;
            return switch (call.function()) {
                case "abs" -> broken(argument, Math.abs(x), Math.signum(x));
                case "relu" -> broken(argument, Math.max(x, 0), step);
                case "sign" -> broken(argument, Math.signum(x), 0);
                case "step" -> broken(argument, step, 0);
                default -> unknown(call.function());
            };
        }

        /** A function that is straight beside its kinks. */
        private DerivativeStructure broken(DerivativeStructure argument, double value, double slope) {
            double[] all = new double[variable.getOrder() + 1];
            all[0] = value;
            all[1] = slope;
            return argument.compose(all);
        }

        private DerivativeStructure normal(DerivativeStructure argument) {
            DerivativeStructure x = variable.getFactory().variable(0, argument.getValue());
            double[] density = x.square()
                    .multiply(-0.5)
                    .exp()
                    .divide(Math.sqrt(2 * Math.PI))
                    .getAllDerivatives();
            double[] all = new double[variable.getOrder() + 1];
            all[0] = NORMAL.cumulativeProbability(argument.getValue());
            System.arraycopy(density, 0, all, 1, all.length - 1);
            return argument.compose(all);
        }

        private DerivativeStructure unknown(String what) {
            throw new PreconditionException(
                    "the derivative of a declared function has a number where the function is made of + - * / ^ and"
                            + " functions of one entry, got " + what);
        }
    }
}
