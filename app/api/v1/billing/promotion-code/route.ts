import { operations, otherMethods, serve } from "@/lib/api";
import { redeemCode } from "@/lib/billing";

export const POST = serve(operations.redeemCode, ({ member, body }) => redeemCode(member, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
