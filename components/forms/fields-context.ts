"use client";

import { createContext, useContext } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";

type FieldProps = { name: string; defaultValue?: string | undefined; autoFocus?: boolean } & Partial<
  Pick<UseFormRegisterReturn, "onChange" | "onBlur" | "ref">
>;

/** How the fields of a form get their values and errors: see `ActionForm` and `RegisteredFields`. */
export type Fields = {
  propsOf: (name: string) => FieldProps;
  errorOf: (name: string) => string | undefined;
};

const FieldsContext = createContext<Fields | null>(null);
export const FieldsProvider = FieldsContext.Provider;

export function useFields(): Fields {
  const fields = useContext(FieldsContext);
  if (!fields) throw new Error("A field needs a form around it.");
  return fields;
}
