"use client";

import { RotateCcw } from "lucide-react";
import { catchError, type ErrorInfo } from "next/error";
import { Button } from "@/components/ui/button";

/** Around a chart or a group of charts that may fail without taking the page with it. */
export const ChartBoundary = catchError(ChartFailed);

function ChartFailed({ title }: { title: string }, { retry }: ErrorInfo) {
  return (
    <section aria-label={title} className="grid content-start gap-3 rounded-lg border bg-card px-5 py-4 shadow-raised">
      <h2 className="font-semibold text-sm">{title}</h2>
      <div
        role="alert"
        className="grid min-h-28 place-content-center justify-items-center gap-3 rounded-md border border-dashed px-6 py-6 text-center"
      >
        <p className="text-muted-foreground text-sm">These figures didn't load.</p>
        <Button variant="outline" size="sm" onClick={() => retry()}>
          <RotateCcw aria-hidden />
          Try again
        </Button>
      </div>
    </section>
  );
}
