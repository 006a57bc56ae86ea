import { uuidv7 } from "uuidv7";
import type { Context } from "@/lib/context";
import { type KeyKind, newKey } from "./key-format";
import { type Lifetime, rotation } from "./lifetime";

type Maker = Pick<Context, "actor" | "wall">;

/** A new key, which nobody is shown twice, and what is stored of it. */
export function newKeyRow(kind: KeyKind, { actor, wall }: Maker, name: string, expiresAt: Date | null) {
  const { key, prefix, hash } = newKey(kind);
  return { key, row: { id: uuidv7(), name, prefix, hash, createdBy: actor.id, createdAt: wall, expiresAt } };
}

/** The key that takes another's place, when that one ends, and what the audit log says of both. */
export function successorOf(old: Lifetime & { name: string }, kind: KeyKind, maker: Maker, overlapHours: number) {
  const ends = rotation(old, maker.wall, overlapHours);
  const { key, row } = newKeyRow(kind, maker, old.name, ends.successor);
  return {
    key,
    row,
    oldEnds: ends.old,
    details: { name: old.name, successor: row.id, prefix: row.prefix, overlapHours },
  };
}
