import { operations, otherMethods, serve } from "@/lib/api";
import { cancelSubscription } from "@/lib/billing";

export const POST = serve(operations.cancelSubscription, ({ member, body }) => cancelSubscription(member, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
