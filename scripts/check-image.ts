// npm run image:check [-- --built FOLDER]: runs the steps of the Dockerfile without Docker, in a new folder and as another user than root,
// starts what they make, and measures it. With --built, the `.next` of that folder takes the place of the build.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { freePort } from "@/db/embedded";
import { type Instruction, readDockerfile } from "./image/dockerfile";

const { values } = parseArgs({ options: { built: { type: "string" } } });

/** Of the base image, node:22-alpine. */
const baseMegabytes = 165;
const maxMegabytes = 400;
/** The user ID of `nobody` on Linux. Only root can switch to another user. */
const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Of each stage; one that continues another stage starts there. */
const workingDirectories = new Map<string, string>();

const root = await mkdtemp(join(tmpdir(), "gatehouse-image-"));
execFileSync("chmod", ["755", root]);
if (identity.uid !== undefined) execFileSync("chown", [`${identity.uid}:${identity.gid}`, root]);
const variables: Record<string, string> = {
  PATH: process.env.PATH ?? "",
  HOME: root,
  APP_URL: "http://localhost:3000",
  ...(process.env.npm_config_registry ? { npm_config_registry: process.env.npm_config_registry } : {}),
};

try {
  const stages = readDockerfile(await readFile("Dockerfile", "utf8"));
  for (const { name, from, instructions } of stages) await makeStage(name, from, instructions);
  const image = stages.at(-1);
  if (!image) throw new Error("The Dockerfile has no stage.");
  const folder = join(root, image.name);
  const megabytes = Number(execFileSync("du", ["-sm", folder], { encoding: "utf8" }).split("\t")[0]);
  const total = megabytes + baseMegabytes;
  console.log(`The program takes ${megabytes} MB, the image with its base about ${total} MB.`);
  await tryOut(join(folder, "app"), commandOf(image.instructions));
  if (total > maxMegabytes) throw new Error(`The image would be larger than ${maxMegabytes} MB.`);
} finally {
  await rm(root, { recursive: true, force: true });
}

/** npm and Next set NODE_ENV themselves, as in an image. */
function environment(): NodeJS.ProcessEnv {
  return Object.assign(Object.create(null), variables);
}

async function makeStage(name: string, from: string, instructions: readonly Instruction[]): Promise<void> {
  const folder = join(root, name);
  await mkdir(folder, { recursive: true });
  // A stage that continues another one starts with its files.
  workingDirectories.set(name, workingDirectories.get(from) ?? "");
  if (stageExists(from)) execFileSync("cp", ["-a", `${join(root, from)}/.`, folder]);
  let directory = join(folder, workingDirectories.get(from) ?? "");
  for (const instruction of instructions) {
    switch (instruction.kind) {
      case "workdir":
        workingDirectories.set(name, instruction.path);
        directory = join(folder, instruction.path);
        await mkdir(directory, { recursive: true });
        own(folder);
        break;
      case "copy":
        await copy(instruction, { folder, directory });
        own(folder);
        break;
      case "run":
        await runStep(instruction.command, { folder, directory });
        break;
      case "env":
        Object.assign(variables, instruction.variables);
        break;
      case "other":
        break;
      default:
        throw new Error(`Unknown instruction: ${JSON.stringify(instruction satisfies never)}`);
    }
  }
}

function stageExists(name: string): boolean {
  return !name.includes(":");
}

function own(folder: string): void {
  if (identity.uid !== undefined) execFileSync("chown", ["-R", `${identity.uid}:${identity.gid}`, folder]);
}

type Place = { folder: string; directory: string };

async function copy(
  { from, sources, target }: Extract<Instruction, { kind: "copy" }>,
  { directory }: Place,
): Promise<void> {
  const many = sources.length > 1 || target.endsWith("/");
  for (const source of sources) {
    if (from === undefined && source === ".") await copyContext(directory);
    else {
      const origin = from === undefined ? source : join(root, from, source);
      const goal = many ? join(directory, target, source.split("/").at(-1) ?? "") : join(directory, target);
      await mkdir(dirname(goal), { recursive: true });
      await cp(origin, goal, { recursive: true });
    }
  }
}

/** The files that Git knows, without those of .dockerignore. */
async function copyContext(directory: string): Promise<void> {
  const ignored = (await readFile(".dockerignore", "utf8")).split("\n").filter((line) => line && !/^[#!]/.test(line));
  const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { encoding: "utf8" });
  const files = tracked
    .split("\n")
    .filter((file) => file && !ignored.some((pattern) => file === pattern || file.startsWith(`${pattern}/`)));
  execFileSync("tar", ["-cf", join(root, "context.tar"), ...files]);
  execFileSync("tar", ["-xf", join(root, "context.tar"), "-C", directory]);
}

async function runStep(command: string, { folder, directory }: Place): Promise<void> {
  if (values.built && command === "npm run build") {
    execFileSync("cp", ["-a", join(values.built, ".next"), directory]);
    own(folder);
    return;
  }
  // There is one user here, and folders at the root are those of the stage.
  const here = command.replace(/ && chown .*$/, "").replaceAll(" /data", ` ${join(folder, "data")}`);
  console.log(`$ ${here}`);
  const step = spawn("sh", ["-c", here], { cwd: directory, env: environment(), stdio: "inherit", ...identity });
  const [code] = await once(step, "exit");
  if (code !== 0) throw new Error(`This step failed: ${command}`);
}

function commandOf(instructions: readonly Instruction[]): string[] {
  const command = instructions
    .flatMap((each) => (each.kind === "other" && each.name === "CMD" ? [each.text] : []))
    .at(-1);
  return JSON.parse(command ?? "[]");
}

/** Starts the server without any service: pages and the fast path have to answer, and nothing may be missing. */
async function tryOut(directory: string, command: readonly string[]): Promise<void> {
  const port = String(await freePort());
  const secret = (letter: string) => `${letter.repeat(4)}-for-the-check-of-the-image-0123456789`;
  const env: NodeJS.ProcessEnv = {
    ...variables,
    NODE_ENV: "production",
    DEMO: "1",
    PORT: port,
    DATABASE_URL: "postgres://owner:none@127.0.0.1:1/none",
    AUTH_SECRET: secret("a"),
    AUDIT_KEY: secret("b"),
    ENCRYPTION_KEY: secret("c"),
    METRICS_TOKEN: secret("d"),
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
    SENTRY_DSN: "http://public@127.0.0.1:1/1",
    STORAGE_URL: `file:${join(root, "files")}`,
    LOG_LEVEL: "silent",
  };
  const [program = "", ...args] = command;
  const server = spawn(program, args, { cwd: directory, env, stdio: ["ignore", "inherit", "inherit"], ...identity });
  try {
    const url = `http://127.0.0.1:${port}`;
    await reachable(`${url}/api/live`, server);
    await expectStatus(`${url}/`, 200);
    await expectStatus(`${url}/sign-in`, 200);
    await expectStatus(`${url}/api/health`, 503);
    await expectStatus(`${url}/api/metrics`, 200, { headers: { authorization: `Bearer ${env.METRICS_TOKEN}` } });
    const headers = { authorization: "Bearer gh_live_none", "content-type": "application/json" };
    const body = JSON.stringify({ organization: crypto.randomUUID(), meter: "work_orders" });
    await expectStatus(`${url}/api/v1/usage/track`, [401, 503], { method: "POST", headers, body });
  } finally {
    server.kill("SIGTERM");
    const [code] = await once(server, "exit");
    console.log(`The server stopped with ${code}.`);
  }
  // Every module has to be there; only the database isn't.
  for (const script of ["migrate", "doctor", "admin"]) {
    const args = [
      "--import",
      "./scripts/preload/script.mjs",
      `scripts/${script}.ts`,
      ...(script === "admin" ? ["list"] : []),
    ];
    const run = spawn("node", args, { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"], ...identity });
    let output = "";
    for (const stream of [run.stdout, run.stderr]) stream.on("data", (chunk) => (output += chunk));
    await once(run, "close");
    if (/ERR_MODULE_NOT_FOUND|Cannot find (module|package)/.test(output)) throw new Error(`${script}: ${output}`);
    if (!/ECONNREFUSED/.test(output)) throw new Error(`${script} should miss the database only: ${output}`);
  }
  console.log("The server and the scripts start.");
}

async function reachable(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300 && server.exitCode === null; tries += 1) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error("The server doesn't start.");
}

async function expectStatus(url: string, expected: number | readonly number[], init?: RequestInit): Promise<void> {
  const { status } = await fetch(url, init);
  if (![expected].flat().includes(status)) throw new Error(`${url} answers ${status}, not ${expected}.`);
  console.log(`${status} ${new URL(url).pathname}`);
}
