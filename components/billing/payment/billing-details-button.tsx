"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { BillingDetailsProps } from "./billing-details-dialog";

const loadDialog = () => import("./billing-details-dialog");
const BillingDetailsDialog = lazy(loadDialog);

export function BillingDetailsButton(props: BillingDetailsProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button {...button} variant="outline" size="sm">
        Edit billing details
      </Button>
      {mounted && (
        <Suspense>
          <BillingDetailsDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
