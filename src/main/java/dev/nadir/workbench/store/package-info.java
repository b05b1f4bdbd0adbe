/**
 * Writes what the workbench made to the disk.
 * File names with their texts go in; files, written whole or not at all, come out.
 * Knows no stage.
 */
@NullMarked
package dev.nadir.workbench.store;

import org.jspecify.annotations.NullMarked;
