import { operations, otherMethods, serve } from "@/lib/api";
import { acceptOffer } from "@/lib/billing";

export const POST = serve(operations.acceptOffer, ({ member }) => acceptOffer(member));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
