package dev.nadir.cli;

import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.privacy.ZCdpAccountant;
import dev.nadir.numeric.privacy.calibrate.ZCdpCurve;
import dev.nadir.workbench.store.FileLedger;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir ledger}: opens the accounts of a private data set, or shows them. */
final class LedgerCommand implements Command {

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                        name(), "Shows what was spent of the privacy of a data set, or opens a ledger for one.")
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("LEDGER")
                        .arity("1")
                        .type(String.class)
                        .description("The file. It only grows; who deletes it forgets what was spent.")
                        .build())
                .addOption(Options.flag("--open", "Makes the file, with a budget for all releases of one data set."))
                .addOption(PrivacyOptions.rows())
                .addOption(Options.value("--epsilon", "E", Double.class, "The budget, with --delta."))
                .addOption(Options.value(
                        "--delta", "D", Double.class, "See --epsilon; without --open: shows epsilons for it."));
        Options.examples(
                spec,
                "nadir ledger patients.ledger --open --rows add-remove --epsilon 2 --delta 1e-6",
                "nadir ledger patients.ledger --delta 1e-6");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        Path file = session.console().folder().resolve(arguments.matchedPositionalValue(0, ""));
        @Nullable Double delta = arguments.matchedOptionValue("--delta", null);
        FileLedger ledger;
        if (Options.has(arguments, "--open")) {
            double epsilon = PrivacyOptions.required(arguments, "--epsilon", Double.class);
            double failure = PrivacyOptions.required(arguments, "--delta", Double.class);
            ledger = FileLedger.create(file, ZCdpCurve.rho(epsilon, failure), PrivacyOptions.adjacency(arguments));
        } else {
            ledger = FileLedger.open(file);
        }
        ZCdpAccountant account = ledger.account();
        session.console().say("neighbours  " + account.adjacency().word());
        session.console().say("budget      " + amount(account.budget(), delta));
        session.console().say("spent       " + amount(account.spent(), delta));
        session.console().say("left        " + amount(account.left(), delta));
        return ExitCode.STANDS;
    }

    private static String amount(Rational rho, @Nullable Double delta) {
        String text = String.format(Locale.ROOT, "rho = %.6g", rho.round());
        return delta == null || rho.isZero()
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                ", epsilon = %.6g with delta = %.3g",
                                ZCdpCurve.epsilon(rho.round(), delta),
                                delta);
    }
}
