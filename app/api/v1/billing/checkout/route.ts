import { operations, serve } from "@/lib/api";
import { startCheckout } from "@/lib/billing";

export const POST = serve(operations.startCheckout, ({ member, body }) => startCheckout(member, body));
