"use client";

import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { usePageOrganization } from "@/components/shell/page-organization";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import { noticeOtherOrganization } from "@/lib/page-organization";
import { finishCardUpdate } from "./actions";

type CardFieldsProps = {
  clientSecret: string;
  publishableKey: string;
  close: () => void;
};

type Ready = { stripe: Stripe; elements: StripeElements };

/** Stripe's card fields in a Stripe iframe: the card number never reaches our server. */
export function CardFields({ clientSecret, publishableKey, close }: CardFieldsProps) {
  const place = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState<Ready>();
  const [pending, setPending] = useState(false);
  const { id: organization } = usePageOrganization();
  const router = useRouter();

  useEffect(() => {
    let unmounted = false;
    mount(publishableKey, clientSecret, () => (unmounted ? null : place.current)).then(setReady, () =>
      toast.error("We couldn't load the card form. Check your connection and try again."),
    );
    return () => {
      unmounted = true;
    };
  }, [publishableKey, clientSecret]);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!ready || pending) return;
    setPending(true);
    const problem = await saveCard(organization, ready);
    setPending(false);
    if (problem) return void toast.error(problem);
    toast.success("Your card was updated.");
    close();
    router.refresh();
  }

  return (
    <form onSubmit={save} className="grid w-full gap-4">
      <div ref={place} className="min-h-40" />
      <div className="flex gap-2">
        <Button type="submit" pending={pending} disabled={!ready}>
          Save card
        </Button>
        <Button type="button" variant="ghost" onClick={close}>
          Cancel
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

/** @returns an error message; undefined when it worked. */
async function saveCard(organization: string, { stripe, elements }: Ready): Promise<string | undefined> {
  const confirmed = await stripe.confirmSetup({ elements, redirect: "if_required" });
  if (confirmed.error) return confirmed.error.message ?? "Your card couldn't be saved.";
  const saved = await finishCardUpdate(organization, { setupIntent: confirmed.setupIntent.id });
  if (!saved.ok) {
    noticeOtherOrganization(saved.error.details);
    return saved.error.message;
  }
  return saved.data.paid
    ? undefined
    : "Your card was saved, but your bank declined the payment of your open invoice. Pay it from the invoice page.";
}
