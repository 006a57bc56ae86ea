import { uuidv7 } from "uuidv7";
import type { Context } from "@/lib/context";
import { type KeyKind, newKey } from "./key-format";
import { type Lifetime, rotation } from "./lifetime";

type Creator = Pick<Context, "actor" | "wall">;

/** A new key, and the row that is stored of it. */
export function newKeyRow(kind: KeyKind, { actor, wall }: Creator, name: string, expiresAt: Date | null) {
  const { key, prefix, hash } = newKey(kind);
  return { key, row: { id: uuidv7(), name, prefix, hash, createdBy: actor.id, createdAt: wall, expiresAt } };
}

/** The successor of a key, when the old key expires, and the details for the audit log. */
export function successorOf(old: Lifetime & { name: string }, kind: KeyKind, creator: Creator, overlapHours: number) {
  const ends = rotation(old, creator.wall, overlapHours);
  const { key, row } = newKeyRow(kind, creator, old.name, ends.successor);
  return {
    key,
    row,
    oldEnds: ends.old,
    details: { name: old.name, successor: row.id, prefix: row.prefix, overlapHours },
  };
}
