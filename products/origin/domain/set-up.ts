import "server-only";
import type { TenantContext } from "@/lib/context";
import { parseInput } from "@/lib/parse-input";
import { saveSettings } from "./data/settings";
import { settingsSchema } from "./settings-input";

/** Chooses currency and time zone. @throws GatehouseError `invalid_input`. */
export async function setUp(ctx: TenantContext, input: unknown): Promise<void> {
  await saveSettings(ctx, parseInput(settingsSchema, input));
}
