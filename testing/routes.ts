import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { matches, type Operation } from "@/lib/api/operation";

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Calls an operation's route with its example, or with `body`. Path parameters are a UUID that names nothing. */
export async function routeOf({ method, path, example, caller }: Operation, headers: Record<string, string> = {}) {
  const { file } = routeFiles().find((route) => route.path === path) ?? {};
  const routes: Record<string, Route> = await import(`${process.cwd()}/${file}`);
  const handler = routes[method.toUpperCase()];
  if (!handler) throw new Error(`no route for ${method} ${path}`);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const params = Object.fromEntries(names.map((name) => [name, "01990000-0000-7000-8000-000000000001"]));
  const query = needsMeter.some((end) => path.endsWith(end)) ? "?meter=work_orders" : "";
  return () =>
    handler(
      new Request(`http://localhost:3000${path}${query}`, {
        method: method.toUpperCase(),
        headers,
        ...(example === undefined
          ? {}
          : { body: JSON.stringify(caller === "reader" ? withoutOrganization(example) : example) }),
      }),
      { params: Promise.resolve(params) },
    );
}

const needsMeter = ["limits/check", "usage/export"];

/** Only a platform key names an organization in the body. */
function withoutOrganization(example: unknown): unknown {
  if (typeof example !== "object" || example === null) return example;
  return Object.fromEntries(Object.entries(example).filter(([name]) => name !== "organization"));
}

/** The answer of the API's own handler, in place of the network: for `fetch` in a test of a program that calls the API. */
export async function answerByRoute(address: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(address, init);
  const { pathname } = new URL(request.url);
  const route = routeFiles().find(({ path }) => matches({ path: path as `/${string}` }, pathname));
  const routes: Record<string, Route> = route ? await import(`${process.cwd()}/${route.file}`) : {};
  const given = pathname.split("/");
  const params = (route?.path ?? "").split("/").flatMap((part, index) => {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    return name ? [[name, decodeURIComponent(given[index] ?? "")]] : [];
  });
  const handler = routes[request.method];
  if (!handler) throw new Error(`no route for ${request.method} ${pathname}`);
  return handler(request, { params: Promise.resolve(Object.fromEntries(params)) });
}

/** The route files of the application, and the paths they serve: `/api/v1/usage/reservations/{id}/commit`. */
export function routeFiles(): readonly RouteFile[] {
  known ??= readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => basename(file) === "route.ts")
    .map((file) => ({ file: join("app", file), path: pathOf(dirname(file)) }));
  return known;
}

type RouteFile = { file: string; path: string };

/** Some tests look up a file for each of a thousand requests. */
let known: readonly RouteFile[] | undefined;

/** Folders in parentheses only group. */
const pathOf = (folder: string): string =>
  `/${folder
    .split("/")
    .filter((part) => !part.startsWith("("))
    .join("/")
    .replaceAll("[", "{")
    .replaceAll("]", "}")}`;
