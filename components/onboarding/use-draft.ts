"use client";

import { useEffect } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";

/**
 * Keeps what is typed in the address, so that a reload loses nothing. Nothing is sent anywhere by it.
 *
 * @param fields what to keep of the values, and under which names; must not change between renders.
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
