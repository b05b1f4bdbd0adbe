package dev.nadir.reduction.agree.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What proves the first claim of a model that has closed forms. */
final class Proving {

    private Proving() {}

    static Optional<Agreement> first(String text) {
        Model model = ModelReader.parse(text, "test.model", Path.of("."));
        Landscape landscape = Elaboration.elaborate(model, Map.of());
        Reduction reduction = ClosedForms.derive(landscape, new CellSolver(new RingsAlgebra()));
        assertThat(reduction.closedForms()).as("%s", reduction.refusedAt()).isNotEmpty();
        return Agreement.of(landscape, model.claims().get(0), reduction, e -> ChainReader.isThrough(landscape, e));
    }

    /** The same with the lines of a claim. */
    static Optional<Agreement> of(String text, String... claim) {
        return first(text + "\nclaim the-claim\n  " + String.join("\n  ", claim) + "\n");
    }
}
