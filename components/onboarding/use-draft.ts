"use client";

import { useEffect } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";

/**
 * Keeps form input in the URL, so that a reload loses nothing. Nothing is sent to the server.
 *
 * @param fields the values to keep, by parameter name; must be stable between renders.
 */
export function useDraft<Values extends FieldValues, Output extends FieldValues>(
  form: UseFormReturn<Values, unknown, Output>,
  fields: (values: FieldValues) => Record<string, unknown>,
): void {
  useEffect(() => {
    const { unsubscribe } = form.watch((values) => {
      const url = new URL(window.location.href);
      for (const [name, value] of Object.entries(fields(values))) url.searchParams.set(name, String(value ?? ""));
      window.history.replaceState(window.history.state, "", url);
    });
    return unsubscribe;
  }, [form, fields]);
}
