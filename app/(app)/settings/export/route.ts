import { operations, otherMethods, serveFile } from "@/lib/api";
import { recordAudit } from "@/lib/audit";
import { exportOrganization, fileNameOf } from "@/lib/export";

/** All data of the organization as a ZIP, with read-only access too. While suspended, only billing is open. */
export const POST = serveFile(operations.exportOrganization, async ({ member }) => {
  const { organizationId, organization, actor, now } = member;
  await recordAudit(member, { organizationId, action: "settings.data_exported" });
  return async () => {
    const { size, bytes } = await exportOrganization({ organizationId, organization: organization.name, actor });
    return new Response(bytes, {
      headers: {
        "Content-Type": "application/zip",
        "Content-Length": String(size),
        "Content-Disposition": `attachment; filename="${fileNameOf(organization.name, now)}"`,
        "Cache-Control": "no-store",
      },
    });
  };
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
