"use client";

import { RotateCcw, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of a page that failed, inside the shell, so that the navigation still works. */
export function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <EmptyState
      size="page"
      heading="h1"
      icon={TriangleAlert}
      title="This page didn't load"
      description={`Something went wrong on our end. Try again in a moment.${error.digest ? ` Reference: ${error.digest}` : ""}`}
      action={
        <Button variant="outline" onClick={retry}>
          <RotateCcw aria-hidden />
          Try again
        </Button>
      }
    />
  );
}
