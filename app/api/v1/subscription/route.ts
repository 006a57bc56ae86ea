import { operations, otherMethods, serve } from "@/lib/api";
import { visibleSummary } from "@/lib/billing";

export const GET = serve(operations.getSubscription, ({ member }) => visibleSummary(member));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
