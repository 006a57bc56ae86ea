import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { lstat, mkdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Identity, succeedsAs } from "./identity";

/** Where the server's user finds what lies out of its reach: a clone under /root, for one. */
export const refuge = "/var/lib/gatehouse";

/**
 * The folder itself when the server's user can reach it. If not, one in the refuge, with a link to it in the folder's
 * place: removing the link gives the data up, as removing the folder would have.
 */
export async function reachableFolder(folder: string, identity: Identity): Promise<string> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 });
  if (identity === undefined || isReachable(dirname(folder), identity)) return folder;
  const substitute = join(refuge, `data-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`);
  if (existsSync(folder)) {
    if ((await lstat(folder)).isSymbolicLink()) return substitute;
    throw new Error(
      `${folder} holds a database, but the user "postgres" cannot reach it. Start as its owner, or move it.`,
    );
  }
  await rm(folder, { force: true });
  await rm(substitute, { recursive: true, force: true });
  await mkdir(refuge, { recursive: true, mode: 0o755 });
  await symlink(substitute, folder);
  return substitute;
}

const isReachable = (folder: string, identity: Identity) =>
  succeedsAs(identity, "/bin/sh", ["-c", 'cd "$1"', "sh", folder]);
