import { operations, otherMethods, serve } from "@/lib/api";
import { changeAddOns } from "@/lib/billing";

export const POST = serve(operations.changeAddOns, ({ member, body }) => changeAddOns(member, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
