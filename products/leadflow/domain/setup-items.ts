import "server-only";
import type { TenantContext } from "@/lib/context";
import type { SetupItem } from "@/lib/products/types";
import { lastReport, valueReport } from "./value-queries";

export async function setupItems(ctx: TenantContext): Promise<SetupItem[]> {
  return [
    {
      key: "program",
      label: "Connect your mailbox",
      description: "Start the program. Its first counts arrive within a minute.",
      href: "/connect",
      done: (await lastReport(ctx)) !== null,
    },
    {
      key: "assumptions",
      label: "Set what your time is worth",
      description: "Until you do, your value report uses our estimates.",
      href: "/value",
      done: (await valueReport(ctx)).isOwn,
    },
  ];
}
