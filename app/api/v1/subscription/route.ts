import { operations, serve } from "@/lib/api";
import { billingSummary } from "@/lib/billing";

export const GET = serve(operations.getSubscription, ({ member }) => billingSummary(member));
