"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { CreditInvoiceProps } from "./credit-invoice-dialog";

const loadDialog = () => import("./credit-invoice-dialog");
const CreditInvoiceDialog = lazy(loadDialog);

/** Gives back all or a part of an invoice, by a credit note at Stripe. */
export function CreditInvoice(props: CreditInvoiceProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button variant="ghost" size="sm" {...button}>
        {props.invoice.refundable > 0 ? "Refund or credit" : "Credit"}
        <span className="sr-only"> invoice {props.invoice.number}</span>
      </Button>
      {mounted && (
        <Suspense>
          <CreditInvoiceDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
