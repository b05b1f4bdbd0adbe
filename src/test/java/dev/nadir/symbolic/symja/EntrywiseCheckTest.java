package dev.nadir.symbolic.symja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntrywiseCheckTest {

    private static Derivation derive(String name, Map<String, Integer> structure) {
        Model model = ModelReader.read(Path.of("models", name), name);
        return Deriver.derive(Elaboration.elaborate(model, structure));
    }

    @Test
    void symja_derives_the_gradient_of_the_deep_network_entry_by_entry() {
        Derivation derivation = derive("deep-linear-network", Map.of("L", 3));
        Map<String, Integer> sizes = Map.of("n", 2, "d[0]", 2, "d[1]", 2, "d[2]", 1, "d[3]", 2);

        EntrywiseCheck.Result result = EntrywiseCheck.check(derivation, sizes, new Seed(1));

        assertThat(result).isEqualTo(new EntrywiseCheck.Result(8, 8));
    }

    @Test
    void symja_derives_the_gradient_of_the_vae_entry_by_entry() {
        Derivation derivation = derive("linear-vae", Map.of());

        EntrywiseCheck.Result result = EntrywiseCheck.check(derivation, Map.of("d", 3, "k", 2), new Seed(1));

        assertThat(result).isEqualTo(new EntrywiseCheck.Result(15, 15));
    }

    @Test
    void a_wrong_entry_is_found() {
        Derivation right = derive("linear-vae", Map.of());
        Map<Expr.Symbol, Expr> wrong = new LinkedHashMap<>(right.gradient());
        wrong.replaceAll((parameter, gradient) ->
                parameter.name().equals("V") ? Exprs.scaled(Exprs.literal(2), gradient) : gradient);
        Derivation derivation = new Derivation(right.landscape(), wrong, right.directions(), right.hessianAlong());

        EntrywiseCheck.Result result = EntrywiseCheck.check(derivation, Map.of("d", 3, "k", 2), new Seed(1));

        assertThat(result).isEqualTo(new EntrywiseCheck.Result(15, 9));
    }

    @Test
    void a_size_without_a_number_is_refused() {
        Derivation derivation = derive("linear-vae", Map.of());

        assertThatThrownBy(() -> EntrywiseCheck.check(derivation, Map.of("d", 3), new Seed(1)))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("k");
    }
}
