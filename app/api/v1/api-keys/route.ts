import { assertSameOrigin } from "@/lib/auth";
import { readJson, route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";
import { createApiKey, createApiKeySchema, listApiKeys } from "@/lib/keys";
import { asMember, teamManagers } from "@/lib/tenancy";

const headers = { "Cache-Control": "no-store" };

export const GET = route(async () => {
  const data = await asMember({ roles: teamManagers, need: "read" }, listApiKeys);
  return Response.json({ data }, { headers });
});

/** A person makes keys, a key does not. The key itself is in the first answer alone: what is kept has none. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const input = await readJson(request, createApiKeySchema);
  const kept = ({ id }: { id: string }) => ({ id, key: null });
  return asMember({ roles: teamManagers, verified: true, need: "write" }, (member) =>
    answerOnce(member, { request, input, status: 201, kept }, () => createApiKey(member, input)),
  );
});
