"use client";

import { ArrowUpRight } from "lucide-react";
import { useState } from "react";
import { useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import type { CardUpdate } from "@/lib/billing";
import { beginCardUpdate } from "./actions";
import { CardFields } from "./card-fields";

/** Shows Stripe's card fields when a publishable key is set; otherwise opens Stripe's portal. */
export function ReplaceCard({ label }: { label: string }) {
  const [form, setForm] = useState<Extract<CardUpdate, { kind: "form" }>>();
  const [leaving, setLeaving] = useState(false);
  const { run, pending } = useMemberAction(beginCardUpdate, {
    done: (update) => {
      if (update.kind === "form") return setForm(update);
      setLeaving(true);
      window.location.assign(update.url);
    },
  });
  if (form) return <CardFields {...form} close={() => setForm(undefined)} />;
  return (
    <Button pending={pending || leaving} onClick={() => run(undefined)}>
      {label}
      <ArrowUpRight aria-hidden />
    </Button>
  );
}
