import { setExternalId } from "@/lib/admin";
import { operations, serve } from "@/lib/api";

export const PATCH = serve(operations.setExternalId, ({ ctx, body }) => setExternalId(ctx, body));
