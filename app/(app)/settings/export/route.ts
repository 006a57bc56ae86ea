import { recordAudit } from "@/lib/audit";
import { assertSameOrigin, countAttempt, requestAddress } from "@/lib/auth";
import { exportOrganization, fileNameOf } from "@/lib/export";
import { route } from "@/lib/http";
import { asMember, organizationNamedBy, teamManagers } from "@/lib/tenancy";

/** All data of the organization as a ZIP, with read-only access too. While suspended, only billing is open. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const asked = await asMember(
    { organization: organizationNamedBy(request), roles: teamManagers, need: "read" },
    async (member) => {
      const { organizationId, organization, actor, now } = member;
      await countAttempt("export", { account: organizationId, address: await requestAddress() });
      await recordAudit(member, { organizationId, action: "settings.data_exported" });
      return { organizationId, organization: organization.name, actor, now };
    },
  );
  const { size, bytes } = await exportOrganization(asked);
  return new Response(bytes, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Length": String(size),
      "Content-Disposition": `attachment; filename="${fileNameOf(asked.organization, asked.now)}"`,
      "Cache-Control": "no-store",
    },
  });
});
