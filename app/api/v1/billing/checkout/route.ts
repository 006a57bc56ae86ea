import { operations, otherMethods, serve } from "@/lib/api";
import { startCheckout } from "@/lib/billing";

export const POST = serve(operations.startCheckout, ({ member, body }) => startCheckout(member, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
