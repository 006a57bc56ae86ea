import { suspendOrganization } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const POST = serve(operations.suspendOrganization, ({ ctx, body }) => suspendOrganization(ctx, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
