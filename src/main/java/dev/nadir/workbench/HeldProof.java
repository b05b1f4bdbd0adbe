package dev.nadir.workbench;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.model.Claim;
import dev.nadir.model.Model;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.agree.claim.Agreement;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.util.Optional;

/** Proves claims about what is left of a loss when parameters are held: these are data, and closed forms are derived anew. */
final class HeldProof {

    private HeldProof() {}

    /** What proves the claim for all values of what it holds; empty where nothing is found. */
    static Optional<Agreement> of(Landscape landscape, Claim claim) {
        Model held = landscape
                .model()
                .holding(claim.fixed().stream().map(Claim.Fixed::name).toList());
        if (held.parameters().isEmpty()) {
            return Optional.empty();
        }
        try {
            Derivation derivation = Deriver.derive(Elaboration.elaborate(held, landscape.structure()));
            Reduction reduction = new Workbench().closedForms(derivation);
            Landscape left = derivation.landscape();
            return Agreement.of(left, claim.withoutHeld(), reduction, e -> ChainReader.isThrough(left, e));
        } catch (ModelException | PreconditionException | Refusal e) {
            // What cannot be derived proves nothing.
            return Optional.empty();
        }
    }
}
