package dev.nadir.workbench.store;

import dev.nadir.base.InternalErrorException;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.format.EvidenceJson;
import dev.nadir.evidence.format.EvidenceReader;
import dev.nadir.model.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Evidence that a person looked at and accepted, kept beside the model and reviewed like code. */
public final class AcceptedEvidence {

    private static final String SUFFIX = ".evidence.json";

    private final EvidenceReader accepted;

    private AcceptedEvidence(EvidenceReader accepted) {
        this.accepted = accepted;
    }

    /** Where the accepted evidence of a model is kept. */
    public static Path placeBeside(Model model) {
        Path folder = model.file().path().toAbsolutePath().getParent();
        if (folder == null) {
            throw new InternalErrorException(
                    "a model file must be in a folder, got " + model.file().path());
        }
        return folder.resolve(model.name() + SUFFIX);
    }

    /** What is kept. */
    public static String text(Evidence evidence) {
        return EvidenceJson.write(evidence);
    }

    /** The accepted evidence in a file; empty if there is none. */
    public static Optional<AcceptedEvidence> read(Path file) {
        try {
            return EvidenceReader.read(Files.readString(file, StandardCharsets.UTF_8))
                    .map(AcceptedEvidence::new);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The options of the accepted run, unless the new run says otherwise. */
    public VerifyOptions rerun(VerifyOptions options) {
        OptionalLong seed = options.seed().isPresent() ? options.seed() : OptionalLong.of(accepted.seed());
        return new VerifyOptions(
                seed,
                options.thorough() || accepted.thorough(),
                options.threads(),
                options.claims(),
                options.instances());
    }

    /** How other evidence differs: in its model, or in a verdict that it gives too. */
    public List<String> differencesTo(Evidence evidence) {
        return accepted.differencesTo(evidence);
    }
}
