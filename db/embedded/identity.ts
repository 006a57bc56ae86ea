import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const name = "postgres";

/** The user the server runs as: ours, or the system user `postgres` if we are root, which PostgreSQL refuses. */
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
      `PostgreSQL refuses to run as root, and the user "${name}" could not be created. Create it, or start as another user.`,
      { cause },
    );
  }
  const made = await systemUser();
  if (!made) throw new Error(`The user "${name}" was created but can't be found.`);
  return made;
}

/** Whether a command succeeds as the server's user. */
export function succeedsAs(identity: Identity, command: string, parameters: string[]): boolean {
  return spawnSync(command, parameters, { ...identity, cwd: "/", stdio: "ignore" }).status === 0;
}
