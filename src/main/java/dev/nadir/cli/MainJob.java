package dev.nadir.cli;

import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.report.terminal.VerdictView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** What happens without a command: every shipped model derived, verified and reported. */
final class MainJob {

    private static final String FOLDER = "target/report";

    ExitCode run(Session session) {
        Path folder = session.console().folder().resolve(FOLDER);
        VerifyOptions options = new VerifyOptions(
                OptionalLong.empty(), false, Runtime.getRuntime().availableProcessors(), Set.of(), Set.of());
        Watch watch = new Watch(session, Double.POSITIVE_INFINITY);
        List<Evidence> done = new ArrayList<>();
        ReportCommand.Shelf shelf = new ReportCommand.Shelf(session, folder);
        ExitCode code = session.forEachModel(session.modelFiles(List.of()), model -> {
            Evidence evidence =
                    session.workbench().withPhases(session.workbench().verify(model, options, watch), watch);
            watch.clear();
            session.console().print(VerdictView.of(model, evidence, true));
            watch.began(model.name() + ": report");
            shelf.add(model, evidence);
            watch.clear();
            done.add(evidence);
            return VerifyCommand.exitCode(evidence);
        });
        watch.clear();
        code = code.and(shelf.await());
        shelf.finish().forEach(file -> session.console().say(session.displayName(file)));
        shelf.whyNoPdf().forEach(reason -> session.console().complain("No PDF: " + reason + "\n"));
        session.console().print(VerdictView.total(done));
        return session.isInterrupted().getAsBoolean() ? code.and(ExitCode.INTERRUPTED) : code;
    }
}
