package dev.nadir.model.read;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.syntax.ModelParser;
import dev.nadir.model.syntax.TextGate;
import dev.nadir.model.syntax.Unchecked;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads one formula that the program wrote in the model language, so that it prints and evaluates like a file's. */
public final class FormulaText {

    private static final String ORIGIN = Formula.DERIVED;

    /** Of a formula that is too long. */
    private static final int SHOWN = 40;

    private FormulaText() {}

    /**
     * A formula, or a comparison of two.
     *
     * @throws PreconditionException if it is longer than a formula may be
     * @throws InternalErrorException if it does not follow the grammar
     */
    public static Formula parse(String text) {
        Unchecked unchecked = ModelParser.parse(TextGate.read(
                ("model " + ORIGIN + "\n\nminimize\n  loss = 0\n\nassume\n  " + text + "\n")
                        .getBytes(StandardCharsets.UTF_8),
                Path.of(ORIGIN),
                ORIGIN));
        Model model = unchecked.model();
        if (unchecked.diagnostics().stream().anyMatch(each -> each.code() == ErrorCode.FORMULA_TOO_LONG)) {
            throw new PreconditionException(
                    ErrorCode.FORMULA_TOO_LONG, "what is derived, " + text.substring(0, SHOWN) + "..., is longer");
        }
        if (!unchecked.diagnostics().isEmpty() || model.assumptions().size() != 1) {
            throw new InternalErrorException(
                    "a derived formula does not follow the grammar: " + text + " " + unchecked.diagnostics());
        }
        return model.assumptions().get(0).condition();
    }
}
