"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, type FormEvent, useState } from "react";
import { Field } from "@/components/forms/field";
import { StrengthHint } from "./strength-hint";

type PasswordFieldProps = Pick<ComponentProps<typeof Field>, "aside"> & {
  name?: string;
  label?: string;
} & ({ purpose: "current" } | { purpose: "new" /** Fields whose words make a weak password. */; personal?: string[] });

type Typed = { password: string; personal: string[] };

function valuesOf(form: HTMLFormElement | null, names: readonly string[]): string[] {
  const fields = form ? new FormData(form) : undefined;
  return names.map((name) => String(fields?.get(name) ?? ""));
}

/** A password that can be shown, pasted and filled by a password manager; a new one comes with a strength hint. */
export function PasswordField({ name = "password", label = "Password", aside, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const [typed, setTyped] = useState<Typed>({ password: "", personal: [] });
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field
      name={name}
      label={label}
      aside={aside}
      type={shown ? "text" : "password"}
      autoComplete={rest.purpose === "new" ? "new-password" : "current-password"}
      autoCapitalize="none"
      spellCheck={false}
      required
      button={
        <button
          type="button"
          aria-label={shown ? "Hide password" : "Show password"}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-r-md text-muted-foreground hover:text-foreground"
        >
          <Icon className="size-4" aria-hidden />
        </button>
      }
      {...(rest.purpose === "new"
        ? {
            hint: <StrengthHint {...typed} />,
            onInput: ({ currentTarget }: FormEvent<HTMLInputElement>) =>
              setTyped({ password: currentTarget.value, personal: valuesOf(currentTarget.form, rest.personal ?? []) }),
          }
        : {})}
    />
  );
}
