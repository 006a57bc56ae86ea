import { suspendOrganization } from "@/lib/admin";
import { operations, serve } from "@/lib/api";

export const POST = serve(operations.suspendOrganization, ({ ctx, body }) => suspendOrganization(ctx, body));
