package dev.nadir.reduction.chain;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.graph.Form;
import dev.nadir.reduction.Refusal;
import dev.nadir.symbolic.Landscape;

/** Says through what the parameters of a landscape enter its loss. */
public final class Products {

    private Products() {}

    /** Whether the expression is the product of all parameters and the loss depends on them through it alone. */
    public static boolean isThrough(Landscape landscape, Expr e) {
        try {
            ChainLoss chain = ChainReader.read(landscape.expectedLoss(), landscape.parameters());
            boolean isAlone = chain.isFree()
                    && chain.noise().isEmpty()
                    && chain.variances().isEmpty()
                    && chain.count() == landscape.parameters().size();
            Form product = Form.of(chain.product());
            return isAlone && (product.equals(Form.of(e)) || product.equals(Form.of(Exprs.transpose(e))));
        } catch (Refusal | PreconditionException refusal) {
            return false;
        }
    }
}
