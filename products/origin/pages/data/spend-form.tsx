"use client";

import { type FormEvent, useId } from "react";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toast } from "@/components/ui/sonner";
import { addSpend } from "../actions";

/** Types in what a channel cost. An amount for several days is spread evenly. */
export function SpendForm({ currency, today }: { currency: string; today: string }) {
  const id = useId();
  const { run, pending } = useMemberAction(addSpend, { done: () => toast.success("Spend saved") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? "");
    run({ channel: text("channel"), fromDay: text("fromDay"), toDay: text("toDay"), amount: text("amount") });
  };
  return (
    <form method="post" onSubmit={submit} className="grid items-end gap-4 sm:grid-cols-2">
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-channel`}>Channel</Label>
        <Input id={`${id}-channel`} name="channel" maxLength={80} placeholder="Paid search" required />
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-amount`}>Amount in {currency.toUpperCase()}</Label>
        <Input id={`${id}-amount`} name="amount" inputMode="decimal" placeholder="1,250.00" maxLength={40} required />
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-from`}>From</Label>
        <Input id={`${id}-from`} name="fromDay" type="date" defaultValue={today} required />
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-to`}>To</Label>
        <Input id={`${id}-to`} name="toDay" type="date" defaultValue={today} required />
      </div>
      <WriteButton type="submit" variant="outline" pending={pending} className="justify-self-start">
        Save spend
      </WriteButton>
    </form>
  );
}
