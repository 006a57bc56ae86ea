import { conflict } from "@/lib/errors";
import type { PartKind } from "./part-input";

/** Names are compared without case, so that a board doesn't have "Lane 1" and "lane 1". @throws GatehouseError `conflict`. */
export function refuseTakenPartName(kind: PartKind, name: string, others: readonly { name: string }[]): void {
  const taken = others.some((other) => other.name.toLowerCase() === name.toLowerCase());
  if (!taken) return;
  const message = `This plant already has a ${kind} named “${name}”.`;
  throw conflict(message, { errors: [{ field: "name", message }] });
}
