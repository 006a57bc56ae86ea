import { operations, serve } from "@/lib/api";
import { changePlan } from "@/lib/billing";

export const POST = serve(operations.downgradePlan, ({ member, body }) =>
  changePlan(member, { ...body, direction: "down" }),
);
