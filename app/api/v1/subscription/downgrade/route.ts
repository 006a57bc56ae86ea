import { operations, otherMethods, serve } from "@/lib/api";
import { changePlan } from "@/lib/billing";

export const POST = serve(operations.downgradePlan, ({ member, body }) =>
  changePlan(member, { ...body, direction: "down" }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
