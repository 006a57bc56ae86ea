import "server-only";
import type { TenantContext } from "@/lib/context";
import type { SetupItem } from "@/lib/products/types";
import { lastReport, valueReport } from "./value-queries";

export async function setupItems(ctx: TenantContext): Promise<SetupItem[]> {
  return [
    {
      key: "program",
      label: "Connect your mailbox",
      description: "Start the program. Its first report appears within a minute.",
      href: "/connect",
      done: (await lastReport(ctx)) !== null,
    },
    {
      key: "assumptions",
      label: "Say what your time is worth",
      description: "Your value report uses our guesses until you do.",
      href: "/value",
      done: (await valueReport(ctx)).isOwn,
    },
  ];
}
