import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { DemoFile } from "@/scripts/stack/demo-file";

const folder = () => process.env.DATA_DIR ?? ".data";

/** The running stack's addresses, sign-ins and platform key, from the file the supervisor writes. */
export function stack(): DemoFile {
  return JSON.parse(readFileSync(join(folder(), "demo.json"), "utf8"));
}

/** The environment variables of the running stack's processes. */
export const environment = () => parseEnv(readFileSync(join(folder(), "environment"), "utf8"));
