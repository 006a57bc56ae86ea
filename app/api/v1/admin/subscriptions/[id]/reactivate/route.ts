import { reactivateOrganization } from "@/lib/admin";
import { operations, serve } from "@/lib/api";

export const POST = serve(operations.reactivateOrganization, ({ ctx, body }) => reactivateOrganization(ctx, body));
