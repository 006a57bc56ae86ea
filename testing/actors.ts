import type { Actor } from "@/lib/context";

type SystemId = Extract<Actor, { kind: "system" }>["id"];

/** The system as an actor, by default the worker. */
export const asSystem = (id: SystemId = "worker"): Actor => ({ kind: "system", id });

/** A user as an actor. */
export const asUser = (id: string): Actor => ({ kind: "user", id });
