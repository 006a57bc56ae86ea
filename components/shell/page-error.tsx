"use client";

import { RotateCcw, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of a page that failed, inside the frame, so that every other page stays in reach. */
export function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <EmptyState
      icon={TriangleAlert}
      title="This page did not load"
      description={`Something failed on our side; nothing was changed.${error.digest ? ` Reference: ${error.digest}` : ""}`}
      action={
        <Button variant="outline" onClick={retry}>
          <RotateCcw aria-hidden />
          Try again
        </Button>
      }
    />
  );
}
