import { operations, serve } from "@/lib/api";
import { resumeSubscription } from "@/lib/billing";

export const POST = serve(operations.resumeSubscription, ({ member }) => resumeSubscription(member));
