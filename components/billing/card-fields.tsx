"use client";

import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import type { CardUpdateActions } from "./replace-card";

type CardFieldsProps = {
  clientSecret: string;
  publishableKey: string;
  finish: CardUpdateActions["finish"];
  cancel: () => void;
};

type Ready = { stripe: Stripe; elements: StripeElements };

/** Stripe's own fields, in a frame of Stripe's: what is typed into them never reaches our server. */
export function CardFields({ clientSecret, publishableKey, finish, cancel }: CardFieldsProps) {
  const place = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState<Ready>();
  const [pending, setPending] = useState(false);
  const router = useRouter();

  useEffect(() => {
    let gone = false;
    mount(publishableKey, clientSecret, () => (gone ? null : place.current)).then(setReady, () =>
      toast.error("Stripe's card fields could not be loaded. Look at your network and try again."),
    );
    return () => {
      gone = true;
    };
  }, [publishableKey, clientSecret]);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!ready || pending) return;
    setPending(true);
    const problem = await saveCard(ready, finish);
    setPending(false);
    if (problem) return void toast.error(problem);
    toast.success("Your card was replaced.");
    cancel();
    router.refresh();
  }

  return (
    <form onSubmit={save} className="grid w-full gap-4">
      <div ref={place} className="min-h-40" />
      <div className="flex gap-2">
        <Button type="submit" pending={pending} disabled={!ready}>
          Save card
        </Button>
        <Button type="button" variant="ghost" onClick={cancel}>
          Keep the old one
        </Button>
      </div>
    </form>
  );
}

async function mount(key: string, clientSecret: string, place: () => HTMLElement | null): Promise<Ready | undefined> {
  const stripe = await loadStripe(key);
  const element = place();
  if (!stripe || !element) return undefined;
  const dark = document.documentElement.classList.contains("dark");
  const elements = stripe.elements({ clientSecret, appearance: { theme: dark ? "night" : "stripe" } });
  elements.create("payment").mount(element);
  return { stripe, elements };
}

/** @returns what to tell when it did not work. */
async function saveCard({ stripe, elements }: Ready, finish: CardUpdateActions["finish"]): Promise<string | undefined> {
  const confirmed = await stripe.confirmSetup({ elements, redirect: "if_required" });
  if (confirmed.error) return confirmed.error.message ?? "The card could not be saved.";
  const saved = await finish({ setupIntent: confirmed.setupIntent.id });
  if (!saved.ok) return saved.error.message;
  return saved.data.paid
    ? undefined
    : "The card was saved, but the bank declined the open invoice. Pay it on its page.";
}
