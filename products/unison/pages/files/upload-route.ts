import "server-only";
import { assertSameOrigin } from "@/lib/auth";
import { withTenant } from "@/lib/context";
import { second } from "@/lib/durations";
import { GatehouseError, invalidInput } from "@/lib/errors";
import { jsonAnswer, problem, readBytes } from "@/lib/http";
import { parseInput } from "@/lib/parse-input";
import { fileStorage } from "@/lib/storage";
import { asMember, organizationNamedBy } from "@/lib/tenancy";
import { dropUpload, keepFile, keyOf, reserveFile } from "@/products/unison/domain";
import { contentTypeOf } from "@/products/unison/domain/files/file-type";
import { reserveFileSchema } from "@/products/unison/domain/files/upload-file";
import { orderWriters } from "../permissions";

/** For a file of the largest size over a slow connection. */
const timeoutMs = 90 * second;

/**
 * Takes a file of a work order as the request's body. Its space is reserved by the announced length before a byte is read, and freed if
 * anything fails.
 */
export async function uploadFile(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request);
    const { searchParams } = new URL(request.url);
    const announced = request.headers.get("content-length");
    if (announced === null) throw invalidInput("Send the file's length in the header Content-Length.");
    const input = { workOrderId: searchParams.get("workOrderId"), name: searchParams.get("name"), bytes: announced };
    const options = {
      organization: organizationNamedBy(request),
      roles: orderWriters,
      need: "write",
      supportSession: true,
      attempted: "POST /api/files",
    } as const;
    const upload = await asMember(options, async (member) => {
      const file = parseInput(reserveFileSchema, input);
      const { organizationId, actor } = member;
      return { id: await reserveFile(member, file), file, organizationId, actor };
    });
    const tenant = { organizationId: upload.organizationId, actor: upload.actor };
    try {
      const bytes = await readBytes(request, upload.file.bytes, timeoutMs);
      if (bytes.byteLength !== upload.file.bytes) throw invalidInput("The body is incomplete.");
      const contentType = contentTypeOf(upload.file.name, bytes);
      if (!contentType) throw refusedType();
      await fileStorage().put(keyOf(upload.organizationId, upload.id), bytes);
      await withTenant(tenant, (ctx) => keepFile(ctx, { id: upload.id, contentType }));
    } catch (error) {
      await withTenant(tenant, (ctx) => dropUpload(ctx, { id: upload.id }));
      throw error;
    }
    return jsonAnswer({ id: upload.id }, 201);
  } catch (error) {
    return problem(error);
  }
}

const refusedType = () =>
  new GatehouseError(
    "invalid_input",
    "That isn't a drawing or photo we accept. Upload a PDF, PNG, JPEG, WebP, HEIC, DWG, DXF or STEP file.",
  );
