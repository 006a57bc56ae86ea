"use client";

import type { ComponentProps, ReactNode } from "react";
import { Field } from "@/components/forms/field";

type CodeFieldProps = Pick<ComponentProps<typeof Field>, "autoFocus"> & {
  /** A recovery code instead of the six digits of an authenticator app. */
  recovery?: boolean;
  /** Takes both, so phones have to show letters, too. */
  either?: boolean;
  hint?: ReactNode;
  aside?: ReactNode;
};

/** For the code of an authenticator app, which password managers and phones fill in, or for a recovery code. */
export function CodeField({ recovery = false, either = false, ...props }: CodeFieldProps) {
  return (
    <Field
      {...props}
      name="code"
      label={recovery ? "Recovery code" : "Code"}
      type="text"
      required
      spellCheck={false}
      autoCapitalize="characters"
      autoCorrect="off"
      className="font-mono text-base tracking-widest"
      {...(recovery
        ? { autoComplete: "off", placeholder: "XXXX-XXXX-XXXX-XXXX", maxLength: 40 }
        : {
            autoComplete: "one-time-code",
            inputMode: either ? "text" : "numeric",
            placeholder: "123456",
            maxLength: either ? 40 : 12,
          })}
    />
  );
}
