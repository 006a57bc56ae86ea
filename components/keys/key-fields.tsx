"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/fields";
import { FormField, FormItem, FormMessage } from "@/components/ui/form";
import type { Scope } from "@/lib/keys/input";
import { lifetimes } from "./key-words";

const scopeWords: Readonly<Record<Scope, string>> = {
  "usage:write": "Track usage",
  "usage:read": "Read usage and limits",
  "features:read": "Check features",
  "data:write": "Send data",
  "admin:read": "Read revenue and all organizations",
};

/** Checkboxes for the field `scopes` of the surrounding form. */
export function ScopesField({ scopes }: { scopes: readonly Scope[] }) {
  return (
    <FormField
      name="scopes"
      render={({ field }) => (
        <FormItem>
          <fieldset className="grid gap-2.5">
            <legend className="mb-2 font-medium text-sm">Scopes</legend>
            {scopes.map((scope) => (
              <ScopeChoice
                key={scope}
                scope={scope}
                chosen={field.value}
                onChange={(chosen) => field.onChange(scopes.filter((name) => chosen.has(name)))}
              />
            ))}
          </fieldset>
          <FormMessage />
        </FormItem>
      )}
    />
  );
}

type ScopeChoiceProps = { scope: Scope; chosen: readonly Scope[]; onChange: (chosen: ReadonlySet<Scope>) => void };

function ScopeChoice({ scope, chosen, onChange }: ScopeChoiceProps) {
  const id = `scope-${scope}`;
  const toggle = (on: boolean) => onChange(new Set(on ? [...chosen, scope] : chosen.filter((name) => name !== scope)));
  return (
    <div className="flex items-center gap-2.5">
      <Checkbox id={id} checked={chosen.includes(scope)} onCheckedChange={(on) => toggle(on === true)} />
      <label htmlFor={id} className="flex flex-wrap items-baseline gap-x-2 text-sm">
        {scopeWords[scope]} <code className="font-mono text-muted-foreground text-xs">{scope}</code>
      </label>
    </div>
  );
}

/** The field `days` of the surrounding form. */
export function LifetimeField() {
  return (
    <SelectField name="days" label="Expires" hint="Rotate a key before it expires.">
      {lifetimes.map(({ days, label }) => (
        <option key={days} value={days}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}
