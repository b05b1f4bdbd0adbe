package dev.nadir.base;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that follows a published algorithm so closely that it may be as branched as its source: up to 20. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface Kernel {

    /** The source, a key of {@code docs/references.bib}. */
    String value();
}
