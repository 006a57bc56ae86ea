import { z } from "zod";
import { creditLedgerSchema } from "@/lib/credits/input";
import { instant, maybe, ofOrganization, organization } from "../fields";
import { defineOperations } from "../operation";

const byReader = { tag: "Credits", caller: "reader", scope: "usage:read" } as const;

const unit = {
  meter: maybe(z.string()).meta({ description: "The counter whose units these are; null for money." }),
  currency: maybe(z.string()).meta({ description: "ISO 4217, lowercase, for money; null for units." }),
};
const amount = z.int().meta({ description: "Units of the meter, or minor units of the currency." });
const source = z
  .enum(["plan", "rollover", "pack", "top_up", "admin"])
  .meta({ description: "Where the credits come from." });

const credits = z
  .strictObject({
    organization,
    balances: z.array(
      z.strictObject({
        ...unit,
        available: amount,
        grants: z
          .array(
            z.strictObject({
              id: z.string(),
              source,
              reason: z.string(),
              amount,
              remaining: amount,
              grantedAt: instant,
              expiresAt: maybe(instant),
            }),
          )
          .meta({ description: "In the order of use: what expires soonest, then what was granted first." }),
      }),
    ),
  })
  .meta({ id: "Credits" });

const ledger = z
  .strictObject({
    data: z.array(
      z.strictObject({
        id: z.string(),
        grant: z.string().meta({ description: "The ID of the credits that changed." }),
        kind: z.enum(["granted", "drawn", "expired", "revoked"]),
        ...unit,
        amount: amount.meta({ description: "Positive for credits added, negative for those taken." }),
        balance: amount.meta({ description: "What is left of this meter or currency after the change." }),
        at: instant,
        usedMeter: maybe(z.string()).meta({ description: "Of a draw: the counter that was used." }),
        units: maybe(z.int()).meta({ description: "Of a draw: how many units it paid for." }),
        source,
        reason: z.string(),
      }),
    ),
    nextCursor: maybe(z.string()),
  })
  .meta({
    id: "CreditLedger",
    description: "Changes of credits, newest first. The amounts of a grant add up to what is left.",
  });

export const creditOperations = defineOperations({
  getCredits: {
    ...byReader,
    method: "get",
    path: "/api/v1/credits",
    summary: "Get credits",
    description: "What pays for usage beyond the limits before it is overage or refused.",
    query: ofOrganization,
    answer: credits,
    errors: ["feature_not_in_plan"],
  },
  listCreditLedger: {
    ...byReader,
    method: "get",
    path: "/api/v1/credits/ledger",
    summary: "List credit ledger",
    query: creditLedgerSchema,
    answer: ledger,
    errors: ["feature_not_in_plan"],
  },
});
