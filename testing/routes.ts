import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** The route files of the application, and the paths they serve: `/api/v1/usage/reservations/{id}/commit`. */
export function routeFiles(): { file: string; path: string }[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => basename(file) === "route.ts")
    .map((file) => ({ file: join("app", file), path: pathOf(dirname(file)) }));
}

/** Folders in parentheses only group. */
const pathOf = (folder: string): string =>
  `/${folder
    .split("/")
    .filter((part) => !part.startsWith("("))
    .join("/")
    .replaceAll("[", "{")
    .replaceAll("]", "}")}`;
