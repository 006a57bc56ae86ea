"use client";

import { passwordMinLength } from "@/lib/auth/passwords/password-length";
import { type PasswordStrength, passwordStrength } from "@/lib/auth/passwords/password-strength";
import { cn } from "@/lib/cn";

const tones = ["bg-destructive", "bg-destructive", "bg-warning", "bg-success", "bg-success"] as const;

/** Four bars and a label. Advice only: it doesn't block the form. */
export function StrengthHint({ password, personal }: { password: string; personal: readonly string[] }) {
  if (!password) return <>At least {passwordMinLength} characters. A few unrelated words work well.</>;
  const strength = passwordStrength(password, personal);
  return (
    <div className="grid gap-1.5 pt-0.5">
      <Bars strength={strength} />
      <p aria-live="polite">
        <span className="font-medium text-foreground">{strength.label}.</span> {strength.hint}
      </p>
    </div>
  );
}

function Bars({ strength: { score } }: { strength: PasswordStrength }) {
  return (
    <div className="grid grid-cols-4 gap-1" aria-hidden>
      {[1, 2, 3, 4].map((bar) => (
        <span
          key={bar}
          className={cn("h-1 rounded-full transition-colors", bar <= Math.max(1, score) ? tones[score] : "bg-border")}
        />
      ))}
    </div>
  );
}
