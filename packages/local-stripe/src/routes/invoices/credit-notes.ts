import type Stripe from "stripe";
import { issueCreditNote, reduceAmountDue } from "../../billing/credit-notes/issue-credit-note";
import { changeBalance } from "../../billing/customers/balance";
import { emit, emitChange } from "../../events/emit";
import { fetchInvoice } from "../../lookup/fetch";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch, refuseUnsupported } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type CreditNote = PublicTables["credit_note"];

const file = "CreditNotes";
const path = "/v1/credit_notes";

export function creditNoteRoutes(api: Api): void {
  api.post(path, params<Stripe.CreditNoteCreateParams>(file, "CreditNoteCreateParams"), createCreditNote);
  api.get(`${path}/preview`, params<Stripe.CreditNotePreviewParams>(file, "CreditNotePreviewParams"), (world, input) =>
    world.store.dryRun(() => createCreditNote(world, input)),
  );
  api.get(
    `${path}/preview/lines`,
    params<Stripe.CreditNoteListPreviewLineItemsParams>(file, "CreditNoteListPreviewLineItemsParams"),
    (world, input) => {
      const { limit, starting_after, ending_before, ...params } = input;
      const { lines } = world.store.dryRun(() => createCreditNote(world, params));
      return page([...lines.data].reverse(), { limit, starting_after, ending_before }, `${path}/preview/lines`);
    },
  );
  api.get(`${path}/:id`, onlyExpand, (world, _, id) => fetchCreditNote(world, id));
  api.post(`${path}/:id`, params<Stripe.CreditNoteUpdateParams>(file, "CreditNoteUpdateParams"), updateCreditNote);
  api.get(
    `${path}/:id/lines`,
    params<Stripe.CreditNoteListLineItemsParams>(file, "CreditNoteListLineItemsParams"),
    (world, input, id) => page([...fetchCreditNote(world, id).lines.data].reverse(), input, `${path}/${id}/lines`),
  );
  api.post(`${path}/:id/void`, onlyExpand, voidCreditNote);
  api.get(path, params<Stripe.CreditNoteListParams>(file, "CreditNoteListParams"), (world, input) => {
    const rows = [...world.store.all("credit_note")].filter(
      (note) =>
        matches(note.customer, input.customer) &&
        matches(note.invoice, input.invoice) &&
        inRange(note.created, input.created),
    );
    return page(rows, input, path);
  });
}

function fetchCreditNote(world: World, id: string): CreditNote {
  const note = world.store.get("credit_note", id);
  if (!note) throw noSuch("credit note", id);
  return note;
}

function createCreditNote(world: World, input: Wire<Stripe.CreditNoteCreateParams>): CreditNote {
  refuseUnsupported(input, ["shipping_cost"]);
  return issueCreditNote(world, fetchInvoice(world, input.invoice, "invoice"), input);
}

function updateCreditNote(world: World, input: Wire<Stripe.CreditNoteUpdateParams>, id: string): CreditNote {
  const before = fetchCreditNote(world, id);
  const after = world.store.put("credit_note", {
    ...before,
    memo: input.memo ?? before.memo,
    metadata: mergeMetadata(before.metadata, input.metadata),
  });
  emitChange(world, "credit_note.updated", before, after);
  return after;
}

/** Restores the invoice's amount due, or takes back the credit. A refund can't be undone. */
function voidCreditNote(world: World, _: unknown, id: string): CreditNote {
  const before = fetchCreditNote(world, id);
  const invoice = fetchInvoice(world, before.invoice);
  if (before.status === "void") throw invalidRequest("This credit note has already been voided.");
  if (before.refunds.length > 0 || (before.type === "pre_payment" && invoice.status !== "open"))
    throw invalidRequest("You cannot void this credit note.", undefined, "status_transition_invalid");
  const credited = world.store.get("customer_balance_transaction", before.customer_balance_transaction ?? "");
  if (credited) {
    const { currency } = before;
    changeBalance(world, before.customer, { amount: -credited.amount, currency, type: "credit_note", creditNote: id });
  }
  if (before.type === "pre_payment") reduceAmountDue(world, invoice, -before.total);
  else {
    const post = invoice.post_payment_credit_notes_amount - before.total;
    const lowered = world.store.put("invoice", { ...invoice, post_payment_credit_notes_amount: post });
    emitChange(world, "invoice.updated", invoice, lowered);
  }
  const after = world.store.put("credit_note", { ...before, status: "void", voided_at: world.clock.now() });
  emit(world, "credit_note.voided", after);
  return after;
}
