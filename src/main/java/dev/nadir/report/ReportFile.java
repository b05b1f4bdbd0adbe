package dev.nadir.report;

/** The text of a file that has not been written yet. */
public record ReportFile(String name, String text) {}
