"use client";

import type { ComponentProps } from "react";
import { Field } from "@/components/forms/field";

/** For a code we emailed. */
export function EmailCodeField(props: Pick<ComponentProps<typeof Field>, "autoFocus" | "hint">) {
  return (
    <Field
      {...props}
      name="emailCode"
      label="Code from the email"
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      placeholder="123456"
      maxLength={12}
      required
      className="font-mono text-base tracking-widest"
    />
  );
}
