import "server-only";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { signingSecret } from "@/lib/auth-secrets";
import { wallNow } from "@/lib/clock";
import { hour } from "@/lib/durations";
import { env } from "@/lib/env";
import { signDownload } from "./download-link";
import { type Manifest, manifestName, manifestSchema } from "./manifest";

/** Long enough for a loader to fetch all files of a night, short enough that a link in a log is worthless soon. */
const linkLifetime = hour;

/** The nightly exports, newest first, with links that download a file without a key for an hour. Empty without `EXPORT_DIR`. */
export async function listNightlyExports() {
  const expiresAt = new Date(wallNow().getTime() + linkLifetime);
  const manifests = await readManifests();
  return manifests.map(({ date, asOf, files }) => ({
    date,
    asOf,
    linksExpireAt: expiresAt,
    files: files.map((file) => ({ ...file, url: downloadUrl({ date, file: file.name, expiresAt }) })),
  }));
}

function downloadUrl(download: { date: string; file: string; expiresAt: Date }): string {
  const query = signDownload(download, signingSecret());
  return `${new URL(`/api/exports/${download.date}/${download.file}`, env.APP_URL)}?${query}`;
}

async function readManifests(): Promise<Manifest[]> {
  const root = env.EXPORT_DIR;
  const names = root ? await readdir(root).catch(noneIfMissing) : [];
  const read = names.map((name) => readManifest(join(root ?? "", name)));
  const manifests = (await Promise.all(read)).filter((manifest) => manifest !== undefined);
  return manifests.sort((one, other) => other.date.localeCompare(one.date));
}

/** Undefined for anything that isn't a complete export. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readFile(join(folder, manifestName), "utf8").catch(() => undefined);
  return text === undefined ? undefined : manifestSchema.parse(JSON.parse(text));
}

function noneIfMissing(error: unknown): string[] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}
