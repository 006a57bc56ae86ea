import { operations, serve } from "@/lib/api";
import { redeemCode } from "@/lib/billing";

export const POST = serve(operations.redeemCode, ({ member, body }) => redeemCode(member, body));
