import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DemoFile } from "@/scripts/stack/demo-file";

/** The running stack's addresses, sign-ins and platform key, from the file the supervisor writes. */
export function stack(): DemoFile {
  const folder = process.env.DATA_DIR ?? ".data";
  return JSON.parse(readFileSync(join(folder, "demo.json"), "utf8"));
}
