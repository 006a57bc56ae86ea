import "server-only";
import { join } from "node:path";
import { authSecrets } from "@/lib/auth-secrets";
import { wallNow } from "@/lib/clock";
import { env } from "@/lib/env";
import { forbidden, found } from "@/lib/errors";
import { streamFile } from "../stream-file";
import { isSigned } from "./download-link";
import { readManifest } from "./list-nightly";

/**
 * A file of a nightly export, for anyone who has a link to it.
 *
 * @throws GatehouseError `forbidden` for a link that wasn't signed or has expired, `not_found` once the file is deleted.
 */
export async function openNightlyFile(named: {
  date: string;
  file: string;
  query: URLSearchParams;
}): Promise<{ size: number; bytes: ReadableStream<Uint8Array> }> {
  if (!authSecrets().some((secret) => isSigned(named, secret, wallNow()))) {
    throw forbidden("This link is invalid or has expired. List the exports again for a new one.");
  }
  // Only names that the signature covers, and the manifest has, become part of a path.
  const folder = join(found(env.EXPORT_DIR, "export"), named.date);
  const manifest = found(await readManifest(folder), "export");
  const { name } = found(
    manifest.files.find((file) => file.name === named.file),
    "file",
  );
  return streamFile(join(folder, name));
}
