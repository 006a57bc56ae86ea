"use client";

import { ArrowUpRight } from "lucide-react";
import { useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/action";
import type { CardUpdate } from "@/lib/billing";
import { CardFields } from "./card-fields";

export type CardUpdateActions = {
  begin: () => Promise<ActionResult<CardUpdate>>;
  finish: (input: { setupIntent: string }) => Promise<ActionResult<{ paid: boolean }>>;
};

type ReplaceCardProps = { label: string; actions: CardUpdateActions };

/** Shows Stripe's card fields here where they are set up, and leads to Stripe's page for it where they are not. */
export function ReplaceCard({ label, actions: { begin, finish } }: ReplaceCardProps) {
  const [form, setForm] = useState<Extract<CardUpdate, { kind: "form" }>>();
  const [leaving, setLeaving] = useState(false);
  const { run, pending } = useAction(begin, {
    done: (update) => {
      if (update.kind === "form") return setForm(update);
      setLeaving(true);
      window.location.assign(update.url);
    },
  });
  if (form) return <CardFields {...form} finish={finish} cancel={() => setForm(undefined)} />;
  return (
    <Button pending={pending || leaving} onClick={() => run(undefined)}>
      {label}
      <ArrowUpRight aria-hidden />
    </Button>
  );
}
