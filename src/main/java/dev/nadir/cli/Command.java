package dev.nadir.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One verb. */
interface Command {

    /** The word after {@code nadir}. */
    String name();

    /** What it takes, with its help. */
    CommandSpec spec();

    /** Does it. */
    ExitCode run(ParseResult arguments, Session session);
}
