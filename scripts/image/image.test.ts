import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readDockerfile } from "./dockerfile";

const stages = readDockerfile(readFileSync("Dockerfile", "utf8"));
const scripts: Record<string, string> = JSON.parse(readFileSync("package.json", "utf8")).scripts;
const inEnv = new Set(
  [...readFileSync("lib/env.ts", "utf8").matchAll(/^ {4}([A-Z][A-Z_]+): /gm)].map(([, name]) => name),
);
const dockerignore = readFileSync(".dockerignore", "utf8").split("\n");

type Service = {
  command?: string[];
  environment?: Record<string, string>;
  build?: { target?: string; args?: Record<string, string> };
  image?: string;
  depends_on?: Record<string, unknown>;
  network_mode?: string;
  configs?: { source: string }[];
  volumes?: string[];
  profiles?: string[];
};
const compose: {
  services: Record<string, Service>;
  configs: Record<string, { content: string }>;
  volumes: Record<string, unknown>;
} = parse(readFileSync("compose.yaml", "utf8"), { merge: true });

/** A command as package.json has it: without quotes and brackets. */
const asScript = (command: readonly string[]) => command.join(" ");
const ownServices = Object.entries(compose.services).filter(([, { build }]) => build);

describe("the Dockerfile", () => {
  it("copies only what exists, and nothing that .dockerignore leaves out", () => {
    const sources = stages.flatMap(({ instructions }) =>
      instructions.flatMap((each) => (each.kind === "copy" ? each.sources : [])),
    );
    expect(sources.length).toBeGreaterThan(10);
    // The first two are made by steps before.
    for (const source of sources.filter((path) => !["/app/node_modules", "/app/.next"].includes(path))) {
      const path = source.replace(/^\/app\//, "");
      expect(existsSync(path), source).toBe(true);
      expect(dockerignore, source).not.toContain(path);
    }
  });

  it("copies from stages that come before", () => {
    stages.forEach(({ instructions, from }, index) => {
      const before = stages.slice(0, index).map(({ name }) => name);
      if (!from.includes(":")) expect(before).toContain(from);
      for (const each of instructions) if (each.kind === "copy" && each.from) expect(before).toContain(each.from);
    });
  });

  it("runs scripts that package.json has, and starts what `npm start` does", () => {
    const commands = stages.flatMap(({ instructions }) =>
      instructions.flatMap((each) => (each.kind === "run" ? [each.command] : [])),
    );
    const names = commands.flatMap((command) =>
      [...command.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name),
    );
    expect(names).toEqual(["build", "image:prune"]);
    for (const name of names) expect(scripts).toHaveProperty(name);
    const start = stages.at(-1)?.instructions.find((each) => each.kind === "other" && each.name === "CMD");
    expect(asScript(JSON.parse(start?.kind === "other" ? start.text : "[]"))).toBe(scripts.start);
  });

  it("ends as another user than root, with a health check, and without secrets", () => {
    const others =
      stages.at(-1)?.instructions.flatMap((each) => (each.kind === "other" ? [[each.name, each.text]] : [])) ?? [];
    expect(others).toContainEqual(["USER", "node"]);
    expect(others.some(([name, text]) => name === "HEALTHCHECK" && text?.includes("/api/live"))).toBe(true);
    expect(readFileSync("Dockerfile", "utf8")).not.toMatch(/SECRET=|_KEY=(?!\$)/);
    for (const secret of [".env", ".git", ".data"]) expect(dockerignore).toContain(secret);
  });

  it("sets only variables that lib/env.ts has, or Node, Next and CI", () => {
    const names = stages.flatMap(({ instructions }) =>
      instructions.flatMap((each) => (each.kind === "env" ? Object.keys(each.variables) : [])),
    );
    for (const name of names.filter((each) => !["NEXT_TELEMETRY_DISABLED", "CI"].includes(each)))
      expect(inEnv).toContain(name);
  });

  it("has a base of a Node.js that package.json allows", () => {
    for (const { from } of stages.filter(({ from: base }) => base.includes(":")))
      expect(from).toMatch(/^node:(22|24)-alpine$/);
  });
});

describe("the notes for hosting", () => {
  const notes = readFileSync("docs/operations/hosting.md", "utf8");
  const withoutLocalStack = (script = "") => script.replace(" --import ./scripts/preload/local-stack.mjs", "");

  it("start what package.json's scripts start", () => {
    expect(notes).toContain(`web = "${scripts.start}"`);
    expect(notes).toContain(`worker = "${withoutLocalStack(scripts.worker)}"`);
    expect(notes).toContain(`command: [${withoutLocalStack(scripts.worker).split(" ").join(", ")}]`);
    expect(notes).toContain(`release_command = "${withoutLocalStack(scripts["db:migrate"])}"`);
  });
});

describe("compose.yaml", () => {
  it("has the parts of a deployment, and a local Stripe and mail only when asked", () => {
    const always = Object.entries(compose.services).filter(([, { profiles }]) => !profiles);
    expect(always.map(([name]) => name).sort()).toEqual([
      "app",
      "database",
      "migrate",
      "network",
      "pgbouncer",
      "worker",
    ]);
    expect(compose.services.stripe?.profiles).toEqual(["local"]);
    expect(compose.services.mail?.profiles).toEqual(["local"]);
  });

  it("runs the commands of package.json's scripts", () => {
    expect(asScript(compose.services.worker?.command ?? [])).toBe(scripts.worker);
    expect(asScript(compose.services.migrate?.command ?? [])).toBe(scripts["db:migrate"]);
    expect(asScript(compose.services.stripe?.command?.slice(0, 2) ?? [])).toBe(scripts["stripe:local"]);
    expect(compose.services.app?.command).toBeUndefined();
  });

  it("sets only variables that lib/env.ts has", () => {
    for (const [service, { environment = {}, build }] of ownServices) {
      for (const name of Object.keys({ ...environment, ...build?.args }))
        expect(inEnv, `${service}: ${name}`).toContain(name);
    }
  });

  it("gives each program every variable that production needs", () => {
    for (const service of ["app", "worker", "migrate"]) {
      const { environment = {} } = compose.services[service] ?? {};
      for (const name of [
        "APP_URL",
        "AUTH_SECRET",
        "AUDIT_KEY",
        "ENCRYPTION_KEY",
        "DATABASE_URL",
        "STRIPE_SECRET_KEY",
      ]) {
        expect(environment, service).toHaveProperty(name);
      }
      expect(environment).toMatchObject({ DATABASE_POOLER: "transaction" });
    }
  });

  it("names only services, stages, networks, configurations and volumes that exist", () => {
    const services = Object.keys(compose.services);
    for (const [name, { depends_on = {}, network_mode, configs = [], volumes = [], build }] of Object.entries(
      compose.services,
    )) {
      for (const other of Object.keys(depends_on)) expect(services, name).toContain(other);
      if (network_mode) expect(services, name).toContain(network_mode.replace("service:", ""));
      for (const { source } of configs) expect(Object.keys(compose.configs), name).toContain(source);
      for (const volume of volumes) expect(Object.keys(compose.volumes), name).toContain(volume.split(":")[0]);
      if (build?.target) expect(stages.map((stage) => stage.name)).toContain(build.target);
    }
  });
});
