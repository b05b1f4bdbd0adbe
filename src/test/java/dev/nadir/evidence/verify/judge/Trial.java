package dev.nadir.evidence.verify.judge;

import dev.nadir.base.Seed;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts claims into a model of the test resources and verifies them on its first instance. */
final class Trial {

    private static final String PLACE = "# the claims go here";

    private Trial() {}

    /** The text of a claim, of its lines. */
    static String claim(String name, String... lines) {
        return "claim " + name + "\n  " + String.join("\n  ", lines) + "\n";
    }

    /** The model with the claims. */
    static Model model(String name, String claims) {
        try (InputStream stream = Trial.class.getResourceAsStream(name + ".model")) {
            if (stream == null) {
                throw new IllegalArgumentException(name);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace(PLACE, claims);
            return ModelReader.parse(text, name + ".model", Path.of("src/test/resources"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes out on the first instance. */
    static InstanceEvidence verify(Model model, VerifyOptions options) {
        Verifier verifier = new Verifier(model, options, Watcher.none());
        Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(verifier.runSeed()));
        Map<String, Integer> structure = new LinkedHashMap<>();
        for (String size : Elaboration.structuralSizes(model)) {
            structure.put(size, instance.sizes().getOrDefault(size, 1));
        }
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, structure));
        return verifier.verify(derivation, instance);
    }

    /** What comes out for the only claim. */
    static ClaimResult decide(String name, String claim) {
        return verify(model(name, claim), VerifyOptions.DEFAULTS).claims().get(0);
    }
}
