import { extendTrial } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const POST = serve(operations.extendTrial, ({ ctx, body }) => extendTrial(ctx, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
