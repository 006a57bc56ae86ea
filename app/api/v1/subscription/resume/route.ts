import { operations, otherMethods, serve } from "@/lib/api";
import { resumeSubscription } from "@/lib/billing";

export const POST = serve(operations.resumeSubscription, ({ member }) => resumeSubscription(member));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
