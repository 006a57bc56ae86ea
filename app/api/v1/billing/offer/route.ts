import { operations, serve } from "@/lib/api";
import { acceptOffer } from "@/lib/billing";

export const POST = serve(operations.acceptOffer, ({ member }) => acceptOffer(member));
