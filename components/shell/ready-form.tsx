"use client";

import { type ComponentProps, useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * A form that accepts no input before hydration, because React would discard what was typed until then. For forms in the
 * first HTML of a page; a dialog's form is hydrated when it opens.
 */
export function ReadyForm({ children, ...props }: ComponentProps<"form">) {
  const ready = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <form noValidate {...props}>
      <fieldset className="contents" inert={!ready} aria-disabled={!ready || undefined}>
        {children}
      </fieldset>
    </form>
  );
}
