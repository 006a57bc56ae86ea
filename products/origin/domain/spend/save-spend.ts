import "server-only";
import type { z } from "zod";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { settingsOf } from "../data/settings";
import { parseAmount } from "../import/values";
import { setSpend } from "./set-spend";
import { type spendSchema, spread } from "./spend-input";

/** Sets the spend of a channel from the form, spread over its days. @throws GatehouseError `invalid_input`, `read_only`. */
export async function saveSpend(ctx: TenantContext, input: z.output<typeof spendSchema>): Promise<void> {
  const { currency } = await settingsOf(ctx);
  const parsed = parseAmount(input.amount, { decimal: ".", currency });
  const message = "problem" in parsed ? parsed.problem : parsed.value < 0 ? "Spend can't be negative." : undefined;
  if (message !== undefined || "problem" in parsed) {
    throw invalidInput(`amount: ${message}`, { errors: [{ field: "amount", message }] });
  }
  await setSpend(ctx, spread({ ...input, amount: parsed.value }));
  const { organizationId } = ctx;
  await recordAudit(ctx, {
    organizationId,
    action: "attribution.spend_saved",
    subject: organizationId,
    details: { name: input.channel, from: input.fromDay, to: input.toDay },
  });
}
