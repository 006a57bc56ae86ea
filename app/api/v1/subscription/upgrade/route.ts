import { operations, otherMethods, serve } from "@/lib/api";
import { changePlan } from "@/lib/billing";

export const POST = serve(operations.upgradePlan, ({ member, body }) =>
  changePlan(member, { ...body, direction: "up" }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
