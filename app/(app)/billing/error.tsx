"use client";

import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function BillingError({ error, retry }: ErrorProps) {
  return (
    <EmptyState
      size="page"
      heading="h1"
      icon={CircleAlert}
      title="We couldn't load your billing page"
      description={`Nothing was changed or charged. Try again. If the problem persists, contact support.${error.digest ? ` Reference: ${error.digest}` : ""}`}
      action={<Button onClick={retry}>Try again</Button>}
    />
  );
}
