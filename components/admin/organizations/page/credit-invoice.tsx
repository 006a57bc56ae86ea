"use client";

import { useState } from "react";
import { useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/fields";
import { formatMoney, minorUnits } from "@/lib/money";
import { ActionForm } from "../../action-form";
import { ReasonField } from "../../reason-field";
import { creditInvoice } from "../actions";

export type CreditableInvoice = {
  id: string;
  number: string;
  currency: string;
  status: "open" | "paid";
  /** Minor units that can still be given back: to the card, and at all. */
  refundable: number;
  creditable: number;
};

type To = "card" | "balance" | "amount_due";
type Values = {
  to: To;
  amount: string;
  creditReason: "duplicate" | "fraudulent" | "order_change" | "product_unsatisfactory";
  reason: string;
};

const destinations = {
  card: "Refund to the card",
  balance: "Credit toward later invoices",
  amount_due: "Reduce what is due",
} as const;

/** Gives back all or a part of an invoice, by a credit note at Stripe. */
export function CreditInvoice({ organizationId, invoice }: { organizationId: string; invoice: CreditableInvoice }) {
  const [open, setOpen] = useState(false);
  // One for each time the dialog opens: sent twice, it gives back once.
  const [attempt, setAttempt] = useState("");
  const toggle = (isOpen: boolean) => {
    if (isOpen) setAttempt(crypto.randomUUID());
    setOpen(isOpen);
  };
  const { id, number, currency, status, refundable, creditable } = invoice;
  const first: To = status === "open" ? "amount_due" : refundable > 0 ? "card" : "balance";
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm">
          {refundable > 0 ? "Refund or credit" : "Credit"}
          <span className="sr-only"> invoice {number}</span>
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>
            {refundable > 0 ? "Refund or credit" : "Credit"} invoice {number}
          </DialogTitle>
          <DialogDescription>
            Stripe issues a credit note, which corrects revenue and tax. You can credit up to{" "}
            {formatMoney({ amount: creditable, currency })}.
          </DialogDescription>
        </DialogHeader>
        <ActionForm<Values, { creditNoteId: string }>
          defaultValues={{ to: first, amount: decimal(creditable, currency), creditReason: "order_change", reason: "" }}
          action={({ amount, ...given }) =>
            creditInvoice(organizationId, { ...given, invoiceId: id, amount: minor(amount, currency), attempt })
          }
          confirm="Credit invoice"
          success={`Credit note for ${number} issued`}
          onDone={() => setOpen(false)}
        >
          <SelectField name="to" label="How">
            {status === "open" ? (
              <option value="amount_due">{destinations.amount_due}</option>
            ) : (
              <>
                {refundable > 0 && <option value="card">{destinations.card}</option>}
                <option value="balance">{destinations.balance}</option>
              </>
            )}
          </SelectField>
          <AmountField refundable={refundable} currency={currency} />
          <SelectField name="creditReason" label="Reason on the credit note">
            <option value="order_change">Order change</option>
            <option value="product_unsatisfactory">Product unsatisfactory</option>
            <option value="duplicate">Duplicate</option>
            <option value="fraudulent">Fraudulent</option>
          </SelectField>
          <ReasonField />
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

function AmountField({ refundable, currency }: Pick<CreditableInvoice, "refundable" | "currency">) {
  const to: To = useWatch({ name: "to" });
  return (
    <TextField
      name="amount"
      label={`Amount in ${currency.toUpperCase()}, tax included`}
      inputMode="decimal"
      autoComplete="off"
      className="max-w-48"
      hint={
        to === "card" ? `You can refund up to ${formatMoney({ amount: refundable, currency })} to the card.` : undefined
      }
    />
  );
}

/** `19900 usd` → `199.00`. */
function decimal(amount: number, currency: string): string {
  const units = minorUnits(currency);
  return (amount / units).toFixed(Math.log10(units));
}

/** `199.00` → `19900`; not a number for anything else, which the server refuses. */
function minor(text: string, currency: string): number {
  const units = minorUnits(currency);
  const digits = Math.log10(units);
  const given = text.trim().replaceAll(",", "");
  return /^\d+(\.\d+)?$/.test(given) && (given.split(".")[1]?.length ?? 0) <= digits
    ? Math.round(Number(given) * units)
    : Number.NaN;
}
