"use client";

import { ArrowUpRight } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import type { CardUpdate } from "@/lib/billing";
import { beginCardUpdate } from "./actions";
import { CardFields } from "./card-fields";

type ReplaceCardProps = { label: string } & Pick<ComponentProps<typeof Button>, "variant" | "size">;

/** Shows Stripe's card fields when a publishable key is set; otherwise opens Stripe's portal. */
export function ReplaceCard({ label, ...button }: ReplaceCardProps) {
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
    <Button {...button} pending={pending || leaving} onClick={() => run(undefined)}>
      {label}
      <ArrowUpRight aria-hidden />
    </Button>
  );
}
