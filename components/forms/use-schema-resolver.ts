"use client";

import { useEffect, useState } from "react";
import type { FieldValues, Resolver, ResolverError } from "react-hook-form";
import type { ZodType } from "zod";
import { toast } from "@/components/ui/sonner";

/**
 * Checks a form with a schema that isn't part of the page's script: it loads when the form, or anything else, gets the focus.
 * If it can't be loaded, nothing is sent, and a toast says so.
 *
 * @param load imports the schema, always the same one.
 */
export function useSchemaResolver<Output, Input extends FieldValues>(
  load: () => Promise<ZodType<Output, Input>>,
): Resolver<Input, unknown, Output> {
  const [{ resolver, preload }] = useState(() => lazyResolver(load));
  useEffect(() => {
    document.addEventListener("focusin", preload, { once: true });
    return () => document.removeEventListener("focusin", preload);
  }, [preload]);
  return resolver;
}

/** The same without React. A failed load is tried again the next time. */
export function lazyResolver<Output, Input extends FieldValues>(load: () => Promise<ZodType<Output, Input>>) {
  let loaded: Promise<Resolver<Input, unknown, Output>> | undefined;
  const start = () => {
    loaded ??= Promise.all([import("@hookform/resolvers/zod"), load()]).then(([{ zodResolver }, schema]) =>
      zodResolver<Input, unknown, Output>(schema),
    );
    return loaded.catch(() => {
      loaded = undefined;
    });
  };
  const resolver: Resolver<Input, unknown, Output> = async (...form) => {
    const check = await start();
    if (check) return check(...form);
    const message = "We couldn't load a part of this page. Check your connection and try again.";
    toast.error(message);
    return { values: {}, errors: { root: { type: "load", message } } } as ResolverError<Input>;
  };
  return { resolver, preload: () => void start() };
}
