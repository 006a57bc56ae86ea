import { operations, serve } from "@/lib/api";
import { changeAddOns } from "@/lib/billing";

export const POST = serve(operations.changeAddOns, ({ member, body }) => changeAddOns(member, body));
