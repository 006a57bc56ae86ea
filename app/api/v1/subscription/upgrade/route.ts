import { operations, serve } from "@/lib/api";
import { changePlan } from "@/lib/billing";

export const POST = serve(operations.upgradePlan, ({ member, body }) =>
  changePlan(member, { ...body, direction: "up" }),
);
