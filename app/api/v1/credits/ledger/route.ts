import { operations, otherMethods, serve } from "@/lib/api";
import { creditLedger, describeLedger } from "@/lib/credits";

export const GET = serve(operations.listCreditLedger, async ({ ctx, query }) =>
  describeLedger(await creditLedger(ctx, query)),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
