"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toast } from "@/components/ui/sonner";
import { useChange } from "./use-change";

/** Applies a promotion code to an existing subscription. Behind a link, because few have one. */
export function PromotionCode() {
  const id = useId();
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState("");
  const { send, pending } = useChange<"POST /api/v1/billing/promotion-code">(setRefusal);
  async function redeem(event: FormEvent) {
    event.preventDefault();
    setRefusal("");
    const redeemed = await send("POST /api/v1/billing/promotion-code", { body: { code: code.trim() } });
    if (!redeemed) return;
    setCode("");
    toast.success(`Promotion code ${redeemed.code} applied.`);
  }
  return (
    <details className="text-sm">
      <summary className="w-fit list-none rounded-sm text-brand underline-offset-4 hover:underline [&::-webkit-details-marker]:hidden">
        Have a promotion code?
      </summary>
      <form className="mt-3 grid max-w-sm gap-1.5" onSubmit={(event) => void redeem(event)}>
        <Label htmlFor={id}>Promotion code</Label>
        <div className="flex gap-2">
          <Input
            id={id}
            value={code}
            maxLength={100}
            autoComplete="off"
            aria-invalid={refusal !== ""}
            aria-describedby={`${id}-refusal`}
            onChange={(event) => setCode(event.target.value)}
            className="min-w-0 uppercase"
          />
          <Button type="submit" variant="outline" disabled={code.trim() === ""} pending={pending}>
            Apply
          </Button>
        </div>
        <p id={`${id}-refusal`} role="alert" className="text-destructive-ink text-sm empty:hidden">
          {refusal}
        </p>
      </form>
    </details>
  );
}
