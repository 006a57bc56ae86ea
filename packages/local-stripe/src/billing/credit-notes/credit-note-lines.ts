import type Stripe from "stripe";
import { share, times } from "../../engine/decimal";
import { taxesOn } from "../../engine/tax";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, noSuch } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { fetchTaxRates, lineTaxes } from "../taxes/taxes";

type Invoice = PublicTables["invoice"];
type CreditLine = Wire<Stripe.CreditNoteLineItem>;
type Input = Wire<Stripe.CreditNoteCreateParams>;
type LineInput = NonNullable<Input["lines"]>[number];

/** The lines of a credit note. An amount without lines becomes one line without tax. */
export function creditLines(world: World, invoice: Invoice, input: Input): CreditLine[] {
  if (input.lines === undefined) {
    const amount =
      input.amount ?? (input.credit_amount ?? 0) + (input.refund_amount ?? 0) + (input.out_of_band_amount ?? 0);
    return [
      customLine(world, { type: "custom_line_item", description: "Credit", quantity: 1, unit_amount: amount }, 0),
    ];
  }
  return input.lines.map((line, index) =>
    line.type === "invoice_line_item" ? invoiceLine(world, invoice, line, index) : customLine(world, line, index),
  );
}

/** Credits a line of the invoice: by amount, by quantity or in full, with its share of discounts and taxes. */
function invoiceLine(world: World, invoice: Invoice, input: LineInput, index: number): CreditLine {
  const line = invoice.lines.data.find((candidate) => candidate.id === input.invoice_line_item);
  if (!line) throw noSuch("invoice line item", input.invoice_line_item ?? "", `lines[${index}][invoice_line_item]`);
  const quantity = input.quantity ?? line.quantity ?? 1;
  const amount = input.amount ?? share(line.amount, quantity, line.quantity ?? 1);
  if (Math.abs(amount) > Math.abs(line.amount))
    throw invalidRequest("The amount is greater than the amount of the invoice line item.", `lines[${index}]`);
  const discount = (line.discount_amounts ?? []).reduce((sum, part) => sum + part.amount, 0);
  const discount_amount = line.amount === 0 ? 0 : share(discount, amount, line.amount);
  const rates = (line.taxes ?? []).flatMap(
    (tax) => world.store.get("tax_rate", tax.tax_rate_details?.tax_rate ?? "") ?? [],
  );
  const untaxed = (line.taxes ?? []).every((tax) => tax.amount === 0);
  return {
    ...baseLine(world, amount, rates, discount_amount, untaxed),
    description: line.description,
    invoice_line_item: line.id,
    quantity,
    type: "invoice_line_item",
  };
}

function customLine(world: World, input: LineInput, index: number): CreditLine {
  const unit = input.unit_amount_decimal ?? String(input.unit_amount ?? input.amount ?? 0);
  const quantity = input.quantity ?? 1;
  const rates = fetchTaxRates(world, input.tax_rates, `lines[${index}][tax_rates]`);
  return {
    ...baseLine(world, times(unit, quantity), rates, 0, false),
    description: input.description ?? null,
    quantity,
    type: "custom_line_item",
    unit_amount: Number.isInteger(Number(unit)) ? Number(unit) : null,
    unit_amount_decimal: unit,
  };
}

function baseLine(
  world: World,
  amount: number,
  rates: PublicTables["tax_rate"][],
  discount_amount: number,
  untaxed: boolean,
): Omit<CreditLine, "type" | "description" | "quantity"> {
  return {
    id: world.ids.next("cnli"),
    object: "credit_note_line_item",
    amount,
    discount_amount,
    discount_amounts: [],
    livemode: false,
    metadata: {},
    pretax_credit_amounts: [],
    tax_rates: rates,
    taxes: untaxed ? [] : lineTaxes(taxesOn(amount - discount_amount, rates)),
    unit_amount: null,
    unit_amount_decimal: null,
  };
}
