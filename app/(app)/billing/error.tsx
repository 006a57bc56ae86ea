"use client";

import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The billing page could not be read. Nothing is charged by looking at it. */
export default function BillingError({ reset }: { error: Error; reset: () => void }) {
  return (
    <EmptyState
      icon={CircleAlert}
      title="Your billing page could not be loaded"
      description="Nothing was changed or charged. Try again; if it stays away, write to us."
      action={<Button onClick={reset}>Try again</Button>}
    />
  );
}
