import "server-only";
import { notFound } from "@/lib/errors";
import { problem } from "@/lib/http";
import { parseInput } from "@/lib/parse-input";
import { fileStorage } from "@/lib/storage";
import { asMember } from "@/lib/tenancy";
import { findFile, keyOf } from "@/products/unison/domain";
import { idSchema } from "@/products/unison/domain/text-input";

/**
 * A file of the member's organization, which the link names. Always as a download that the browser neither shows nor interprets, whatever is
 * in it.
 */
export async function downloadFile(request: Request, context: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const { id } = parseInput(idSchema, await context.params);
    const organization = new URL(request.url).searchParams.get("organization");
    const options = { organization, need: "read", supportSession: true, attempted: "GET /api/files/{id}" } as const;
    const { file, key } = await asMember(options, async (member) => ({
      file: await findFile(member, id),
      key: keyOf(member.organizationId, id),
    }));
    const bytes = await fileStorage().get(key);
    if (!bytes) throw notFound("file");
    return new Response(Buffer.from(bytes), { headers: safeHeaders(file.name, file.contentType, bytes.byteLength) });
  } catch (error) {
    return problem(error);
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6266 for the two names. */
function safeHeaders(name: string, contentType: string, bytes: number): Record<string, string> {
  const plain = name.replace(/[^\w.() -]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    "Content-Type": contentType,
    "Content-Length": String(bytes),
    "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
  };
}
