import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const name = "postgres";

/** Who the server runs as: nobody else than us, or, as PostgreSQL refuses root, the system's user `postgres`. */
export type Identity = { uid: number; gid: number } | undefined;

export async function serverIdentity(): Promise<Identity> {
  if (process.getuid?.() !== 0) return undefined;
  return (await systemUser()) ?? (await createSystemUser());
}

async function systemUser(): Promise<Identity> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
  } catch {
    return undefined;
  }
}

async function createSystemUser(): Promise<Identity> {
  try {
    await run("groupadd", ["--force", "--system", name]);
    await run("useradd", ["--system", "--no-create-home", "--gid", name, name]);
  } catch (cause) {
    throw new Error(
      `PostgreSQL does not run as root, and the user "${name}" could not be made. Make it, or start as another user.`,
      { cause },
    );
  }
  const made = await systemUser();
  if (!made) throw new Error(`The user "${name}" was made but cannot be found.`);
  return made;
}

/** Whether a command, run as the server's user, ends well. */
export function succeedsAs(identity: Identity, command: string, parameters: string[]): boolean {
  return spawnSync(command, parameters, { ...identity, cwd: "/", stdio: "ignore" }).status === 0;
}
