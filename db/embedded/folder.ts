import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { lstat, mkdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Identity, succeedsAs } from "./identity";

/** Replaces folders that the server's user can't reach, such as those in a clone under /root. */
export const fallbackRoot = "/var/lib/gatehouse";

/**
 * The folder itself if the server's user can reach it, else one in `fallbackRoot` with a link to it in the folder's place.
 * Removing the link discards the data, as removing the folder would.
 */
export async function reachableFolder(folder: string, identity: Identity): Promise<string> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 });
  if (identity === undefined || isReachable(dirname(folder), identity)) return folder;
  const substitute = join(fallbackRoot, `data-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`);
  if (existsSync(folder)) {
    if ((await lstat(folder)).isSymbolicLink()) return substitute;
    throw new Error(
      `${folder} contains a database that the user "postgres" can't reach. Start as its owner, or move it.`,
    );
  }
  await rm(folder, { force: true });
  await rm(substitute, { recursive: true, force: true });
  await mkdir(fallbackRoot, { recursive: true, mode: 0o755 });
  await symlink(substitute, folder);
  return substitute;
}

const isReachable = (folder: string, identity: Identity) =>
  succeedsAs(identity, "/bin/sh", ["-c", 'cd "$1"', "sh", folder]);
