"use client";

import { useState } from "react";
import { useWatch } from "react-hook-form";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
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

export type CreditInvoiceProps = { organizationId: string; invoice: CreditableInvoice };

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

type CreditInvoiceDialogProps = CreditInvoiceProps & { open: boolean; onOpenChange: (open: boolean) => void };

export default function CreditInvoiceDialog({ open, onOpenChange, ...props }: CreditInvoiceDialogProps) {
  const { number, currency, refundable, creditable } = props.invoice;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
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
        <CreditForm {...props} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function CreditForm({ organizationId, invoice, onDone }: CreditInvoiceProps & { onDone: () => void }) {
  // One for each time the dialog opens: sent twice, it gives back once.
  const [attempt] = useState(() => crypto.randomUUID());
  const { id, number, currency, status, refundable, creditable } = invoice;
  const first: To = status === "open" ? "amount_due" : refundable > 0 ? "card" : "balance";
  return (
    <ActionForm<Values, { creditNoteId: string }>
      defaultValues={{ to: first, amount: decimal(creditable, currency), creditReason: "order_change", reason: "" }}
      action={({ amount, ...given }) =>
        creditInvoice(organizationId, { ...given, invoiceId: id, amount: minor(amount, currency), attempt })
      }
      confirm="Credit invoice"
      success={`Credit note for ${number} issued`}
      onDone={onDone}
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
