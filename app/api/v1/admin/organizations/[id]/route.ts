import { setExternalId } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const PATCH = serve(operations.setExternalId, ({ ctx, body }) => setExternalId(ctx, body));

export const { DELETE, GET, OPTIONS, POST, PUT } = otherMethods("PATCH");
