import { operations, otherMethods, serve } from "@/lib/api";
import { billingSummary } from "@/lib/billing";

export const GET = serve(operations.getSubscription, ({ member }) => billingSummary(member));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
