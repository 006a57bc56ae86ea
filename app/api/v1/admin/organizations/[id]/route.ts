import { readOrganization, updateOrganization } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const GET = serve(operations.getOrganization, ({ admin, params }) => readOrganization(admin, params.id));

export const PATCH = serve(operations.updateOrganization, ({ ctx, body }) => updateOrganization(ctx, body));

export const { DELETE, OPTIONS, POST, PUT } = otherMethods("GET", "PATCH");
