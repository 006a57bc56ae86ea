"use client";

import { useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { EmailPreference } from "@/lib/email";
import { saveEmailPreference } from "./actions";

/** The optional emails, each with a switch. */
export function EmailChoices({ preferences }: { preferences: readonly EmailPreference[] }) {
  return (
    <ul className="grid gap-4">
      {preferences.map((preference) => (
        <EmailChoice key={preference.category} preference={preference} />
      ))}
    </ul>
  );
}

function EmailChoice({ preference: { category, name, description, wanted } }: { preference: EmailPreference }) {
  const [on, setOn] = useState(wanted);
  const { run, pending } = useAction(saveEmailPreference, {
    undone: `${name} ${wanted ? "is still on" : "is still off"}`,
    undo: () => setOn(wanted),
  });
  const id = `email-${category}`;
  const change = (next: boolean) => {
    setOn(next);
    run({ category, wanted: next });
  };
  return (
    <li className="flex items-start justify-between gap-4">
      <div className="grid gap-1">
        <Label htmlFor={id}>{name}</Label>
        <p id={`${id}-hint`} className="text-pretty text-muted-foreground text-sm">
          {description}
        </p>
      </div>
      <Switch id={id} checked={on} onCheckedChange={change} disabled={pending} aria-describedby={`${id}-hint`} />
    </li>
  );
}
