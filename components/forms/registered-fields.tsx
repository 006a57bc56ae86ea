"use client";

import type { ReactNode } from "react";
import { useFormContext } from "react-hook-form";
import { FieldsProvider } from "./fields-context";

/** Lets `Field` and `PasswordField` be used in a form of react-hook-form. */
export function RegisteredFields({ children }: { children: ReactNode }) {
  const { register, getFieldState, formState } = useFormContext();
  const errorOf = (name: string) => getFieldState(name, formState).error?.message;
  return <FieldsProvider value={{ propsOf: register, errorOf }}>{children}</FieldsProvider>;
}
