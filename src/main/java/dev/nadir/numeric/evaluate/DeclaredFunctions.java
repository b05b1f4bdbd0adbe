package dev.nadir.numeric.evaluate;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The functions that a model declares, in numbers: the body as written, for one entry after the other. */
record DeclaredFunctions(Model model) implements BiFunction<Formula.Call, Interpreter, @Nullable Value> {

    /** The value; null if the model declares no such function. */
    @Override
    public @Nullable Value apply(Formula.Call call, Interpreter interpreter) {
        Optional<Model.Function> function = model.function(call.function());
        if (function.isEmpty()) {
            return null;
        }
        Model.Function.Definition definition = function.get()
                .definition()
                .orElseThrow(() -> new PreconditionException("a function with numbers needs a formula, got "
                        + function.get().name() + ", which is declared by its name only"));
        if (Model.Function.orderOf(call.function()) > 0) {
            throw new PreconditionException(
                    "the derivative of a declared function has no number as written, got " + call.function());
        }
        return Value.of(interpreter.matrix(call.arguments().get(0)).map(entry -> interpreter
                .with(definition.variable(), Value.of(entry))
                .number(definition.body())));
    }
}
