import { readOrganization, setExternalId } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const GET = serve(operations.getOrganization, ({ admin, params }) => readOrganization(admin, params.id));

export const PATCH = serve(operations.setExternalId, ({ ctx, body }) => setExternalId(ctx, body));

export const { DELETE, OPTIONS, POST, PUT } = otherMethods("GET", "PATCH");
