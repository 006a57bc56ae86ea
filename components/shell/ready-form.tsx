"use client";

import { type ComponentProps, useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * A form that takes nothing before the browser runs its script: what is typed into a page that is not alive yet would
 * be lost when it wakes up. For forms that are in the page from the start; a dialog's is alive when it opens.
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
