import { operations, otherMethods, serve } from "@/lib/api";
import { beginImpersonation, customersOrganization, setImpersonationCookie } from "@/lib/auth";

export const POST = serve(
  operations.impersonateUser,
  async ({ admin, ctx, params, body, afterCommit }) => {
    const input = { ...body, ...params, organization: ctx.organizationId };
    const { token, begun } = await beginImpersonation(admin, input);
    afterCommit(() => setImpersonationCookie({ token, organizationId: begun.organizationId }));
    return begun;
  },
  { organization: ({ admin, params, body }) => customersOrganization(admin, { ...body, ...params }) },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
