import { vi } from "vitest";

/**
 * Lets test files share a process, and with it the libraries loaded once, but nothing of this application: its modules are
 * evaluated again for each file, and environment variables, globals and the clock are as they were at the start.
 *
 * It has to be the first of the setup files, before any that import a module of the application.
 */
const start = globalThis as typeof globalThis & {
  startOfTests?: { environment: NodeJS.ProcessEnv; globals: Set<string> };
};
start.startOfTests ??= { environment: { ...process.env }, globals: new Set(Object.keys(globalThis)) };

vi.useRealTimers();
vi.unstubAllGlobals();
vi.unstubAllEnvs();
vi.resetModules();
for (const name of Object.keys(globalThis)) {
  if (!start.startOfTests.globals.has(name) && name !== "startOfTests") Reflect.deleteProperty(globalThis, name);
}
for (const name of Object.keys(process.env)) {
  if (!(name in start.startOfTests.environment)) delete process.env[name];
}
Object.assign(process.env, start.startOfTests.environment);
