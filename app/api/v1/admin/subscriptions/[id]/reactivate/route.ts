import { reactivateOrganization } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const POST = serve(operations.reactivateOrganization, ({ ctx, body }) => reactivateOrganization(ctx, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
