"use client";

import { ArrowUpRight } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { useStripePage } from "../use-stripe-page";

/** Opens Stripe's customer portal. */
export function PortalButton({ children, ...button }: Omit<ComponentProps<typeof Button>, "onClick" | "pending">) {
  const { open, pending } = useStripePage("POST /api/v1/billing/portal");
  return (
    <Button {...button} pending={pending !== null} onClick={() => open("portal", {})}>
      {children}
      <ArrowUpRight aria-hidden />
    </Button>
  );
}
