import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DemoFile } from "@/scripts/stack/demo-file";

/** The URLs, sign-ins and platform key of the running stack, from demo.json. */
export function stack(): DemoFile {
  const folder = process.env.DATA_DIR ?? ".data";
  return JSON.parse(readFileSync(join(folder, "demo.json"), "utf8"));
}
