"use client";

import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function BillingError({ reset }: { error: Error; reset: () => void }) {
  return (
    <EmptyState
      icon={CircleAlert}
      title="We couldn't load your billing page"
      description="Nothing was changed or charged. Try again. If the problem persists, contact support."
      action={<Button onClick={reset}>Try again</Button>}
    />
  );
}
