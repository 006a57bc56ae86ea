import { extendTrial } from "@/lib/admin";
import { operations, serve } from "@/lib/api";

export const POST = serve(operations.extendTrial, ({ ctx, body }) => extendTrial(ctx, body));
